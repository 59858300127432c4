using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Onnx.Quantization;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Quantization;

public sealed class BatchNormalizationFoldTests
{
    private static readonly long[] Picture = [1, 3, 6, 5];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Folded_model_computes_the_same_and_has_no_normalisation_left(bool hasBias)
    {
        var random = new Random(4);
        var model = TinyModel.Make(
            Picture,
            [OnnxNode.Make("Conv", hasBias ? ["x", "w", "b"] : ["x", "w"], "c"), OnnxNode.Make("BatchNormalization", ["c", "g", "s", "m", "v"], "n"), OnnxNode.Make("Relu", ["n"], "y")],
            [TinyModel.Weight("w", [5, 3, 3, 3], random), TinyModel.Weight("b", [5], random), .. Statistics(5, random)]);
        var (folded, count) = Fold(model);
        Assert.Equal(1, count);
        Assert.Equal(["Conv", "Relu"], OnnxModel.Read(folded).Graph.All(GraphFields.Node).Select(field => OnnxNode.Read(field).Operator));
        var (expected, found) = (TinyModel.Run(model, Picture), TinyModel.Run(folded, Picture));
        Assert.NotEmpty(expected);
        Assert.All(expected.Zip(found, (one, other) => one - other), difference => Assert.InRange(difference, -1e-4f, 1e-4f));
        Assert.DoesNotContain(OnnxModel.Read(folded).Graph.All(GraphFields.Initializer), field => OnnxTensor.NameOf(field.Payload) is "w" or "g" or "m" or "v");
    }

    [Fact]
    public void Normalisation_stays_where_something_else_reads_the_convolution_or_none_stands_before_it()
    {
        var random = new Random(4);
        var model = TinyModel.Make(
            Picture,
            [
                OnnxNode.Make("BatchNormalization", ["x", "g", "s", "m", "v"], "a"), OnnxNode.Make("Conv", ["a", "w"], "c"),
                OnnxNode.Make("BatchNormalization", ["c", "g", "s", "m", "v"], "n"), OnnxNode.Make("Add", ["n", "c"], "y"),
            ],
            [TinyModel.Weight("w", [3, 3, 1, 1], random), .. Statistics(3, random)]);
        var graph = OnnxModel.Read(model).Graph;
        Assert.Same(graph, BatchNormalizationFold.Apply(graph, out var count));
        Assert.Equal(0, count);
        Assert.Equal(90, QuantisedRun.Of(Quantiser.Quantise(model, QuantisedRun.Inputs(Picture, 1), new()).File, QuantisedRun.Values(90, 1), Picture).Length);
    }

    private static OnnxTensor[] Statistics(int channels, Random random) =>
    [
        TinyModel.Weight("g", [channels], random), TinyModel.Weight("s", [channels], random), TinyModel.Weight("m", [channels], random),
        new("v", [channels], [.. Enumerable.Range(1, channels).Select(channel => channel * 0.3f)]),
    ];

    private static (byte[] Model, int Count) Fold(byte[] file)
    {
        var model = OnnxModel.Read(file);
        model.Graph = BatchNormalizationFold.Apply(model.Graph, out var count);
        return (model.ToBytes(), count);
    }
}
