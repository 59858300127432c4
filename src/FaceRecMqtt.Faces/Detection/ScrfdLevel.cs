using System.Numerics;

namespace FaceRecMqtt.Faces.Detection;

/// <summary>One stride of an SCRFD detector: a grid of cells, two anchors in each, with a probability, four distances to the box's edges and five points.</summary>
/// <remarks>
/// Source: InsightFace, <c>python-package/insightface/model_zoo/scrfd.py</c>, and the Hailo model zoo's <c>scrfd.py</c>, which agree: an anchor is its cell's
/// top left corner (no half cell is added), distances are in strides. ONNX files give rows <c>[anchors, channels]</c>; HEFs give
/// <c>[rows, columns, 2 · channels]</c> with a cell's anchors beside each other: in memory that is the same, so one reading serves both.
/// </remarks>
/// <param name="Stride">Distance between cells, px of the input.</param>
/// <param name="Columns">Cells in a row.</param>
public readonly record struct ScrfdLevel(int Stride, int Columns)
{
    /// <summary>Anchors in a cell.</summary>
    public const int AnchorsPerCell = 2;

    /// <summary>Values per anchor that place the five points.</summary>
    public const int PointValues = 2 * FaceLandmarks.Count;

    /// <summary>Values per anchor that place the box.</summary>
    public const int EdgeValues = 4;

    /// <summary>Reads every anchor that reaches the score. Allocates nothing.</summary>
    /// <param name="scores">Probability per anchor, <c>[anchors]</c>.</param>
    /// <param name="edges">Distances to left, top, right and bottom edge, <c>[anchors, 4]</c>, in strides.</param>
    /// <param name="offsets">Offsets of the five points, <c>[anchors, 10]</c>, in strides.</param>
    /// <param name="minimumScore">Lowest score, in [0, 1].</param>
    /// <param name="found">Receives the faces, input px; room for every anchor.</param>
    /// <returns>How many were written.</returns>
    public int Collect(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> edges, ReadOnlySpan<float> offsets, float minimumScore, Span<FaceDetection> found)
    {
        var count = 0;
        for (var anchor = 0; anchor < scores.Length; anchor++)
        {
            if (scores[anchor] >= minimumScore)
            {
                var (row, column) = Math.DivRem(anchor / AnchorsPerCell, Columns);
                var origin = new Vector2(column, row) * Stride;
                found[count++] = new FaceDetection(
                    Box(origin, edges.Slice(EdgeValues * anchor, EdgeValues)),
                    scores[anchor],
                    Points(origin, offsets.Slice(PointValues * anchor, PointValues)));
            }
        }

        return count;
    }

    private FaceBox Box(Vector2 origin, ReadOnlySpan<float> edges) => new(
        origin.X - (edges[0] * Stride),
        origin.Y - (edges[1] * Stride),
        (edges[0] + edges[2]) * Stride,
        (edges[1] + edges[3]) * Stride);

    private FaceLandmarks Points(Vector2 origin, ReadOnlySpan<float> offsets)
    {
        var points = new FaceLandmarks();
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            points[i] = origin + (new Vector2(offsets[2 * i], offsets[(2 * i) + 1]) * Stride);
        }

        return points;
    }
}
