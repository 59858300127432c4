using System.Runtime.InteropServices;
using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Graph;

public sealed class DenormalFlushTests
{
    private static readonly float[] Mixed = [1.5f, 1e-40f, -1e-44f, float.Epsilon, 1.17549435e-38f, 0, float.NaN, -2];
    private static readonly float[] Clean = [1.5f, 0, 0, 0, 1.17549435e-38f, 0, float.NaN, -2];

    [Fact]
    public void Denormals_become_zero_and_nothing_else_changes_in_every_way_of_writing_weights()
    {
        var strange = WireField.Of(999, "kept");
        WireField Tensor(float[] values, int way) => WireField.Of(GraphFields.Initializer, new WireMessage(
        [
            WireField.Of(1, (long)values.Length),
            WireField.Of(OnnxTensor.TypeNumber, OnnxTensor.Float32),
            .. way switch
            {
                0 => [WireField.Of(OnnxTensor.RawNumber, Bytes(values))],
                1 => [WireField.Of(OnnxTensor.FloatsNumber, Bytes(values))],
                _ => values.Select(value => WireField.Of(OnnxTensor.FloatsNumber, value)),
            },
            strange,
        ]).ToBytes());
        WireMessage Graph(float[] values) => new([Tensor(values, 0), strange, Tensor(values, 1), Tensor(values, 2)]);

        var flushed = DenormalFlush.Apply(Graph(Mixed), out var count);
        Assert.Equal(9, count);
        Assert.Equal(Graph(Clean).ToBytes(), flushed.ToBytes());
    }

    [Fact]
    public void Weights_in_constant_nodes_and_inner_graphs_are_flushed_too()
    {
        static WireField Constant(float[] values) => OnnxNode.Make("Constant", [], "k", OnnxAttribute.Make("value", new OnnxTensor("", [values.Length], values)));
        static WireMessage Graph(float[] values)
        {
            var inner = new WireMessage([Constant(values)]).ToBytes();
            var branch = WireField.Of(OnnxNode.AttributeNumber, new WireMessage([WireField.Of(1, "then_branch"), WireField.Of(6, inner), WireField.Of(20, 5L)]).ToBytes());
            return new([Constant(values), OnnxNode.Make("If", ["c"], "y", branch)]);
        }

        var flushed = DenormalFlush.Apply(Graph(Mixed), out var count);
        Assert.Equal(6, count);
        Assert.Equal(Graph(Clean).ToBytes(), flushed.ToBytes());
    }

    [Fact]
    public void Model_without_denormals_stays_the_same_object()
    {
        var graph = OnnxModel.Read(TinyModel.Recogniser()).Graph;
        Assert.Same(graph, DenormalFlush.Apply(graph, out var count));
        Assert.Equal(0, count);
    }

    [Fact]
    public void Weights_of_other_types_are_left_alone()
    {
        var integers = WireField.Of(GraphFields.Initializer, new WireMessage([WireField.Of(OnnxTensor.TypeNumber, 6L), WireField.Of(OnnxTensor.RawNumber, Bytes(Mixed))]).ToBytes());
        _ = DenormalFlush.Apply(new([integers]), out var count);
        Assert.Equal(0, count);
    }

    [Fact]
    public void Weights_in_another_file_are_refused()
    {
        var external = WireField.Of(GraphFields.Initializer, new WireMessage([WireField.Of(OnnxTensor.TypeNumber, 1L), WireField.Of(OnnxTensor.LocationNumber, 1L)]).ToBytes());
        Assert.Contains("weights inside", Assert.Throws<GraphFormatException>(() => DenormalFlush.Apply(new([external]), out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Starter_models_have_the_denormals_that_are_known_of_them()
    {
        StarterPack.Require();
        var expected = new Dictionary<string, int> { ["fr_detect.onnx"] = 0, ["fr_landmark.onnx"] = 26567, ["fr_feature.onnx"] = 8938 };
        foreach (var (file, denormals) in expected)
        {
            _ = DenormalFlush.Apply(OnnxModel.Read(File.ReadAllBytes(Path.Combine(StarterPack.Folder, "published", file))).Graph, out var before);
            _ = DenormalFlush.Apply(OnnxModel.Read(File.ReadAllBytes(Path.Combine(StarterPack.Folder, file))).Graph, out var after);
            Assert.Equal((denormals, 0), (before, after));
        }
    }

    private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
