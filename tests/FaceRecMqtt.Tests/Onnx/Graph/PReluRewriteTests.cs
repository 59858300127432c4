using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Graph;

public sealed class PReluRewriteTests
{
    private static readonly long[] Picture = [1, 3, 9, 11];

    [Theory]
    [InlineData(8)]
    [InlineData(3)]
    public void Rewritten_model_computes_the_same_for_any_slope(int irVersion)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            OnnxTensor[] weights =
            [
                TinyModel.Weight("w1", [16, 3, 3, 3], random),
                new("s1", [16, 1, 1], [0, 1, -1, 2, 0.25f, .. TinyModel.Weight("", [11], random).Values]),
                TinyModel.Weight("w2", [8, 16, 1, 1], random),
                TinyModel.Weight("s2", [8, 1, 1], random),
            ];
            var model = TinyModel.Make(
                Picture,
                [
                    OnnxNode.Make("Conv", ["x", "w1"], "a"),
                    OnnxNode.Make("PRelu", ["a", "s1"], "b"),
                    OnnxNode.Make("Conv", ["b", "w2"], "c"),
                    OnnxNode.Make("PRelu", ["c", "s2"], "y"),
                ],
                weights,
                irVersion);
            var (rewritten, counts) = Rewrite(model);
            Assert.Equal(2, counts);
            Assert.DoesNotContain(OnnxModel.Read(rewritten).Graph.All(GraphFields.Node).Select(OnnxNode.Read), node => node.Operator == "PRelu");
            var expected = TinyModel.Run(model, Picture, seed);
            var found = TinyModel.Run(rewritten, Picture, seed);
            Assert.Equal(expected.Length, found.Length);
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    [Fact]
    public void Slope_that_another_node_reads_is_kept_and_one_that_nobody_reads_goes()
    {
        var random = new Random(1);
        var model = TinyModel.Make(
            Picture,
            [OnnxNode.Make("PRelu", ["x", "s"], "a"), OnnxNode.Make("PRelu", ["a", "t"], "b"), OnnxNode.Make("Mul", ["b", "s"], "y")],
            [TinyModel.Weight("s", [3, 1, 1], random), TinyModel.Weight("t", [3, 1, 1], random)]);
        var (rewritten, counts) = Rewrite(model);
        Assert.Equal(2, counts);
        Assert.Equal(["s"], OnnxModel.Read(rewritten).Graph.All(GraphFields.Initializer).Select(field => OnnxTensor.NameOf(field.Payload)));
        Assert.All(TinyModel.Run(model, Picture).Zip(TinyModel.Run(rewritten, Picture)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void One_slope_for_all_channels_is_left_alone()
    {
        var model = TinyModel.Make(Picture, [OnnxNode.Make("PRelu", ["x", "s"], "y")], [new OnnxTensor("s", [1], [0.25f])]);
        var graph = OnnxModel.Read(model).Graph;
        Assert.Same(graph, PReluRewrite.Apply(graph, out var replaced));
        Assert.Equal(0, replaced);
    }

    [Fact]
    public void Node_of_another_operator_set_is_left_alone()
    {
        var foreign = WireField.Of(GraphFields.Node, new WireMessage(
            [WireField.Of(1, "x"), WireField.Of(1, "s"), WireField.Of(2, "y"), WireField.Of(4, "PRelu"), WireField.Of(7, "com.example")]).ToBytes());
        var graph = new WireMessage([foreign, WireField.Of(GraphFields.Initializer, new OnnxTensor("s", [3, 1, 1], [1, 2, 3]).ToBytes())]);
        Assert.Same(graph, PReluRewrite.Apply(graph, out _));
    }

    private static (byte[] Model, int Replaced) Rewrite(byte[] model)
    {
        var (rewritten, counts) = InstallRewrite.Apply(model);
        using var written = new MemoryStream();
        rewritten.WriteTo(written);
        return (written.ToArray(), counts.PRelus);
    }
}
