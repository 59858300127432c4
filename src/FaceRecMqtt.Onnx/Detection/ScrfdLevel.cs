using System.Numerics;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>One stride of an SCRFD detector. What an output is follows from its shape: names and order differ between exports.</summary>
/// <param name="Stride">Distance between cells, px of the input.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Scores">Probability per anchor.</param>
/// <param name="Edges">Distances to the left, top, right and bottom edge per anchor, in strides.</param>
/// <param name="Offsets">Offsets of the five points per anchor, in strides.</param>
internal sealed record ScrfdLevel(int Stride, int Columns, float[] Scores, float[] Edges, float[] Offsets)
{
    private const int AnchorsPerCell = 2;
    private static readonly int[] Strides = [8, 16, 32];

    /// <summary>Sorts a model's outputs into levels.</summary>
    /// <param name="model">The model.</param>
    /// <param name="width">Input width, px.</param>
    /// <param name="height">Input height, px.</param>
    /// <exception cref="BackendException">An output is missing, or there is one too many.</exception>
    internal static ScrfdLevel[] Of(BoundModel model, int width, int height)
    {
        if (width % Strides[^1] != 0 || height % Strides[^1] != 0)
        {
            throw new BackendException($"{model.File}: an scrfd detector's input has to be a multiple of {Strides[^1]} px; {width} × {height} px is not.");
        }

        if (model.Outputs.Count != 3 * Strides.Length)
        {
            throw NotScrfd(model, $"{3 * Strides.Length} outputs are");
        }

        return [.. Strides.Select(stride => Level(model, stride, width / stride, height / stride))];
    }

    /// <summary>The box of an anchor, px of the input.</summary>
    internal FaceBox Box(int anchor)
    {
        var origin = Origin(anchor);
        var edges = Edges.AsSpan(4 * anchor, 4);
        return new(
            origin.X - (edges[0] * Stride),
            origin.Y - (edges[1] * Stride),
            (edges[0] + edges[2]) * Stride,
            (edges[1] + edges[3]) * Stride);
    }

    /// <summary>The five points of an anchor, px of the input.</summary>
    internal FaceLandmarks Points(int anchor)
    {
        var origin = Origin(anchor);
        var offsets = Offsets.AsSpan(2 * FaceLandmarks.Count * anchor, 2 * FaceLandmarks.Count);
        var points = new FaceLandmarks();
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            points[i] = origin + (new Vector2(offsets[2 * i], offsets[(2 * i) + 1]) * Stride);
        }

        return points;
    }

    private Vector2 Origin(int anchor)
    {
        var (row, column) = Math.DivRem(anchor / AnchorsPerCell, Columns);
        return new Vector2(column, row) * Stride;
    }

    private static ScrfdLevel Level(BoundModel model, int stride, int columns, int rows)
    {
        var anchors = AnchorsPerCell * columns * rows;
        return new(stride, columns, Find(model, anchors, 1), Find(model, anchors, 4), Find(model, anchors, 2 * FaceLandmarks.Count));
    }

    private static float[] Find(BoundModel model, int anchors, int channels)
    {
        var found = model.Outputs.Where(output => output.Channels == channels && output.Rows == anchors).ToList();
        return found.Count == 1 ? found[0].Values : throw NotScrfd(model, $"one output [{anchors},{channels}] is");
    }

    private static BackendException NotScrfd(BoundModel model, string expected) =>
        new($"{model.File} is no scrfd detector with points: {expected} expected, it gives {string.Join(", ", model.Outputs)}.");
}
