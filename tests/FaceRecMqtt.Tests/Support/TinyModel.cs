using FaceRecMqtt.Onnx.Graph;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FaceRecMqtt.Tests.Support;

/// <summary>ONNX files of a few nodes, written with the product's own writer and run in ONNX Runtime.</summary>
internal static class TinyModel
{
    public const int Channels = 16;

    /// <summary>A model with one input <c>x</c> and one output <c>y</c>.</summary>
    public static byte[] Make(long[] inputShape, IEnumerable<WireField> nodes, IEnumerable<OnnxTensor> weights, int irVersion = 8) =>
        Make(new WireMessage(
        [
            .. nodes,
            WireField.Of(2, "tiny"),
            .. weights.Select(weight => WireField.Of(GraphFields.Initializer, weight.ToBytes())),
            WireField.Of(11, Value("x", inputShape)),
            WireField.Of(GraphFields.Output, Value("y", null)),
        ]), irVersion);

    public static byte[] Make(WireMessage graph, int irVersion = 8) => new WireMessage(
    [
        WireField.Of(1, (long)irVersion),
        WireField.Of(7, graph.ToBytes()),
        WireField.Of(8, new WireMessage([WireField.Of(1, ""), WireField.Of(2, 13L)]).ToBytes()),
    ]).ToBytes();

    /// <summary>Convolution, <c>PRelu</c>, mean over the picture: <c>[1, 3, 112, 112]</c> to <c>[1, 16]</c>; red, green and blue weigh differently.</summary>
    public static byte[] Recogniser(int seed = 1)
    {
        var random = new Random(seed);
        return Make(
            [1, 3, 112, 112],
            [
                OnnxNode.Make("Conv", ["x", "w"], "c"),
                OnnxNode.Make("PRelu", ["c", "slope"], "p"),
                OnnxNode.Make("GlobalAveragePool", ["p"], "g"),
                OnnxNode.Make("Flatten", ["g"], "y"),
            ],
            [Weight("w", [Channels, 3, 1, 1], random), Weight("slope", [Channels, 1, 1], random)]);
    }

    /// <summary>A model of the size of a detector that finds nothing.</summary>
    public static byte[] Detector() => Make([1, 3, 64, 64], [OnnxNode.Make("Relu", ["x"], "y")], []);

    public static OnnxTensor Weight(string name, long[] shape, Random random) =>
        new(name, shape, [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => (float)((random.NextDouble() * 3) - 1.5))]);

    public static float[] Run(byte[] model, long[] shape, int seed = 7)
    {
        var random = new Random(seed);
        var values = new float[shape.Aggregate((a, b) => a * b)];
        foreach (ref var value in values.AsSpan())
        {
            value = (float)((random.NextDouble() * 4) - 2);
        }

        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(values, [.. shape.Select(size => (int)size)]))]);
        return [.. outputs[0].AsEnumerable<float>()];
    }

    private static byte[] Value(string name, long[]? shape)
    {
        var dimensions = shape is null ? [] : new[] { WireField.Of(2, new WireMessage([.. shape.Select(size => WireField.Of(1, new WireMessage([WireField.Of(1, size)]).ToBytes()))]).ToBytes()) };
        return new WireMessage(
        [
            WireField.Of(1, name),
            WireField.Of(2, new WireMessage([WireField.Of(1, new WireMessage([WireField.Of(1, 1L), .. dimensions]).ToBytes())]).ToBytes()),
        ]).ToBytes();
    }
}
