using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Onnx.Quantization;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Quantization;

public sealed class OpsetRaiseTests
{
    private static readonly long[] Picture = [1, 3, 6, 5];

    [Theory]
    [InlineData(13)]
    [InlineData(21)]
    public void Axes_of_an_old_model_become_an_input_and_it_computes_the_same(long opset)
    {
        var model = TinyModel.Make(
            Picture,
            [OnnxNode.Make("Relu", ["x"], "r"), OnnxNode.Make("Unsqueeze", ["r"], "u", List("axes", 0, 2)), OnnxNode.Make("Squeeze", ["u"], "y", List("axes", 0))],
            []);
        var old = Stated(model, 11, 6);
        var raised = OnnxModel.Read(old);
        OpsetRaise.Apply(raised, opset);
        Assert.Equal((opset, opset == 13 ? 7 : 10), (raised.Opset, raised.FormatVersion));
        Assert.Equal(TinyModel.Run(old, Picture), TinyModel.Run(raised.ToBytes(), Picture));
    }

    [Theory]
    [InlineData(11, "Softmax", "the operator Softmax (y) of operator set 11 is not converted")]
    [InlineData(9, "Slice", "the operator Slice (y) of operator set 9 is not converted")]
    [InlineData(8, "Relu", "operator set 8; export it again with 9 or later")]
    public void Operator_that_changed_its_meaning_is_refused_by_name(long opset, string kind, string text)
    {
        var model = OnnxModel.Read(Stated(TinyModel.Make(Picture, [OnnxNode.Make(kind, ["x"], "y")], []), opset, 6));
        var fault = Assert.Throws<QuantiseException>(() => OpsetRaise.Apply(model, 13));
        Assert.Contains(text, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_that_is_new_enough_stays_as_it_is()
    {
        var file = Stated(TinyModel.Make(Picture, [OnnxNode.Make("Softmax", ["x"], "y")], []), 21, 10);
        var model = OnnxModel.Read(file);
        OpsetRaise.Apply(model, 13);
        Assert.Equal(file, model.ToBytes());
    }

    [Fact]
    public void Weights_listed_as_inputs_by_an_old_file_are_constants_afterwards()
    {
        var model = OnnxModel.Read(Stated(
            TinyModel.Make(Picture, [OnnxNode.Make("Conv", ["x", "w"], "y")], [TinyModel.Weight("w", [2, 3, 1, 1], new Random(1))]), 9, 3));
        model.Graph = new([.. model.Graph.Fields, WireField.Of(GraphFields.Input, new WireMessage([WireField.Of(1, "w")]).ToBytes())]);
        OpsetRaise.Apply(model, 13);
        Assert.Equal(["x"], model.Graph.All(GraphFields.Input).Select(GraphView.NameOf));
    }

    private static byte[] Stated(byte[] file, long opset, long format)
    {
        var model = OnnxModel.Read(file);
        model.State(opset, format);
        return model.ToBytes();
    }

    // AttributeProto: name 1, ints 8, type 20 (INTS = 7).
    private static WireField List(string name, params long[] values) => WireField.Of(
        OnnxNode.AttributeNumber,
        new WireMessage([WireField.Of(1, name), .. values.Select(value => WireField.Of(8, value)), WireField.Of(20, 7L)]).ToBytes());
}
