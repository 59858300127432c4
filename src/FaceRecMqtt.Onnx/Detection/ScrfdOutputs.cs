using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>The outputs of one stride of an SCRFD detector. What an output is follows from its shape: names and order differ between exports.</summary>
/// <param name="Level">The grid.</param>
/// <param name="Scores">Probability per anchor.</param>
/// <param name="Edges">Distances to the left, top, right and bottom edge per anchor, in strides.</param>
/// <param name="Offsets">Offsets of the five points per anchor, in strides.</param>
internal sealed record ScrfdOutputs(ScrfdLevel Level, float[] Scores, float[] Edges, float[] Offsets)
{
    private static readonly int[] Strides = [8, 16, 32];

    /// <summary>Sorts a model's outputs into levels.</summary>
    /// <param name="model">The model.</param>
    /// <param name="width">Input width, px.</param>
    /// <param name="height">Input height, px.</param>
    /// <exception cref="BackendException">An output is missing, or there is one too many.</exception>
    internal static ScrfdOutputs[] Of(BoundModel model, int width, int height)
    {
        if (width % Strides[^1] != 0 || height % Strides[^1] != 0)
        {
            throw new BackendException($"{model.File}: an scrfd detector's input has to be a multiple of {Strides[^1]} px; {width} × {height} px is not.");
        }

        if (model.Outputs.Count != 3 * Strides.Length)
        {
            throw NotScrfd(model, $"{3 * Strides.Length} outputs are");
        }

        return [.. Strides.Select(stride => OutputsOf(model, stride, width / stride, height / stride))];
    }

    private static ScrfdOutputs OutputsOf(BoundModel model, int stride, int columns, int rows)
    {
        var anchors = ScrfdLevel.AnchorsPerCell * columns * rows;
        return new(
            new ScrfdLevel(stride, columns),
            Find(model, anchors, 1),
            Find(model, anchors, ScrfdLevel.EdgeValues),
            Find(model, anchors, ScrfdLevel.PointValues));
    }

    private static float[] Find(BoundModel model, int anchors, int channels)
    {
        var found = model.Outputs.Where(output => output.Channels == channels && output.Rows == anchors).ToList();
        return found.Count == 1 ? found[0].Values : throw NotScrfd(model, $"one output [{anchors},{channels}] is");
    }

    private static BackendException NotScrfd(BoundModel model, string expected) =>
        new($"{model.File} is no scrfd detector with points: {expected} expected, it gives {string.Join(", ", model.Outputs)}.");
}
