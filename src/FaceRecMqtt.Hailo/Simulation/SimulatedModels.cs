namespace FaceRecMqtt.Hailo.Simulation;

/// <summary>The two kinds of model the product runs, named and shaped as the model zoo's HEFs are.</summary>
public static class SimulatedModels
{
    private const int Side = 640;

    // Model zoo v2.18, scrfd .alls and HEFs: number of the first convolution of a stride's three outputs, boxes and scores change places.
    private static readonly Dictionary<string, (string Group, int[] Boxes, int[] Scores, int[] Points)> ScrfdNames = new()
    {
        ["500m"] = ("scrfd_500m", [27, 33, 39], [26, 32, 38], [28, 34, 40]),
        ["2.5g"] = ("scrfd_2_5g", [43, 50, 56], [42, 49, 55], [44, 51, 57]),
        ["10g"] = ("scrfd_10g", [42, 50, 57], [41, 49, 56], [43, 51, 58]),
    };

    /// <summary>Sizes of SCRFD with known names: 500m, 2.5g, 10g.</summary>
    public static IEnumerable<string> ScrfdSizes => ScrfdNames.Keys;

    /// <summary>A recogniser: 112 × 112 RGB in, one vector out as <c>fc1</c>.</summary>
    /// <param name="onnx">The model; input <c>[1, 3, 112, 112]</c>.</param>
    /// <param name="tensors">Names of its input and its output.</param>
    /// <param name="length">Numbers of an embedding.</param>
    /// <param name="deviation">What 127.5 less than a pixel is divided by, 127.5 or 128.</param>
    /// <param name="quantisation">Of the embedding; see <see cref="SimulatedQuantisation.Over"/>.</param>
    /// <param name="group">Name of the group.</param>
    public static SimulatedModel ArcFace(
        ReadOnlyMemory<byte> onnx, (string Input, string Output) tensors, int length, float deviation, SimulatedQuantisation quantisation, string group = "arcface_mobilefacenet") =>
        new(group, [Picture(group, 112, tensors.Input, deviation)],
            [new SimulatedLayer($"{group}/fc1", 1, 1, length) { Tensor = tensors.Output, IsVector = true, Quantisation = quantisation }])
        {
            Onnx = onnx,
            FramesPerSecond = 3460,
        };

    /// <summary>A detector: 640 × 640 RGB in; boxes, scores (0 to 1) and points of three strides out, each 2 anchors a cell.</summary>
    /// <param name="size">One of <see cref="ScrfdSizes"/>.</param>
    /// <param name="onnx">InsightFace's model with points, which gives its numbers in the device's order.</param>
    /// <param name="input">Name of its input.</param>
    /// <param name="outputs">Names of its outputs in its own order: scores, boxes, points; of each the strides 8, 16, 32.</param>
    /// <param name="quantisations">In the same order.</param>
    public static SimulatedModel Scrfd(
        string size, ReadOnlyMemory<byte> onnx, string input, IReadOnlyList<string> outputs, IReadOnlyList<SimulatedQuantisation> quantisations)
    {
        if (!ScrfdNames.TryGetValue(size, out var names) || outputs.Count != 9 || quantisations.Count != 9)
        {
            throw new ArgumentException($"SCRFD comes as {string.Join(", ", ScrfdNames.Keys)} and has 9 outputs with a quantisation each.");
        }

        SimulatedLayer Output(int kind, int level, int number, int channels) => new($"{names.Group}/conv{number}", Side >> (level + 3), Side >> (level + 3), channels)
        {
            Tensor = outputs[(3 * kind) + level],
            Quantisation = quantisations[(3 * kind) + level],
        };
        return new(names.Group, [Picture(names.Group, Side, input, 128)],
            [.. Enumerable.Range(0, 3).SelectMany(level => new[]
            {
                Output(1, level, names.Boxes[level], 8), Output(0, level, names.Scores[level], 2), Output(2, level, names.Points[level], 20),
            })])
        {
            Onnx = onnx,
        };
    }

    private static SimulatedLayer Picture(string group, int side, string tensor, float deviation) =>
        new($"{group}/input_layer1", side, side, 3) { Tensor = tensor, IsChannelsFirst = true, Mean = 127.5f, Deviation = deviation };
}
