using System.Text;
using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Onnx.Quantization;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Quantization;

public sealed class QuantiserTests
{
    private static readonly long[] Picture = [1, 3, 6, 5];

    [Theory]
    [InlineData(PrecisionMode.A8W8, 8)]
    [InlineData(PrecisionMode.A8W4, 4)]
    [InlineData(PrecisionMode.A16W16, 16)]
    public void One_layer_stays_within_the_error_that_theory_allows(PrecisionMode mode, int bits)
    {
        var weights = TinyModel.Weight("w", [4, 3, 1, 1], new Random(3));
        var model = TinyModel.Make(Picture, [OnnxNode.Make("Conv", ["x", "w"], "y")], [weights]);
        var input = QuantisedRun.Values(90, 1);
        var quantised = Quantiser.Quantise(model, QuantisedRun.Inputs(Picture, 1), new() { Mode = mode });
        var (expected, found) = (Plain(weights.Values, input), QuantisedRun.Of(quantised.File, input, Picture));
        // With 16 bits the range is doubled.
        var steps = bits == 16 ? 32767 : 255;
        var step = (Math.Max(expected.Max(), 0) - Math.Min(expected.Min(), 0)) / steps;
        for (var i = 0; i < expected.Length; i++)
        {
            // Half a step of the result (a whole one where the zero point moved the range), and half a step of each weight times its input.
            var channel = i / 30;
            var weightStep = Enumerable.Range(0, 3).Max(plane => Math.Abs(weights.Values[(3 * channel) + plane])) / ((1 << (bits - 1)) - 1);
            var allowed = step + (weightStep / 2 * Enumerable.Range(0, 3).Sum(plane => Math.Abs(input[(30 * plane) + (i % 30)])));
            Assert.InRange(found[i] - expected[i], -1.01f * allowed, 1.01f * allowed);
        }

        Assert.NotEqual(expected, found);
    }

    [Fact]
    public void Result_is_rounded_to_256_values_by_8_bits_and_to_more_by_16()
    {
        long[] large = [1, 3, 40, 40];
        var model = Net();
        int Different(PrecisionMode mode) => QuantisedRun.Of(
            Quantiser.Quantise(model, QuantisedRun.Inputs(large, 1, 2), new() { Mode = mode }).File, QuantisedRun.Values(4800, 1), large).Distinct().Count();
        Assert.InRange(Different(PrecisionMode.A8W8), 100, 256);
        Assert.InRange(Different(PrecisionMode.A16W16), 257, 65536);
    }

    [Fact]
    public void Layer_is_rounded_behind_its_activation_function_not_before()
    {
        var operators = Nodes(Quantise(Net(), PrecisionMode.A8W8)).Select(node => node.Operator);
        Assert.Equal(
            ["DequantizeLinear", "Conv", "PRelu", "QuantizeLinear", "DequantizeLinear", "DequantizeLinear", "Conv", "QuantizeLinear", "DequantizeLinear"], operators);
    }

    [Theory]
    [InlineData("conv1", 5, 3)]
    [InlineData("second", 3, 5)]
    public void Named_layer_gets_16_bits_and_the_rest_8(string layer, int first, int second)
    {
        var quantised = Quantiser.Quantise(Net(), QuantisedRun.Inputs(Picture, 1), new() { Mode = PrecisionMode.Selective, Layers = [layer] });
        Assert.Equal([first, second], WeightTypes(quantised.File));
        Assert.Equal(["conv1", "conv2"], quantised.Layers.Select(name => name.Numbered));
        Assert.Single(quantised.WideLayers);
        Assert.Equal(90, QuantisedRun.Of(quantised.File, QuantisedRun.Values(90, 4), Picture).Length);
    }

    [Fact]
    public void Last_layer_of_each_kind_gets_16_bits_where_none_is_named()
    {
        var random = new Random(2);
        var model = TinyModel.Make(
            Picture,
            [
                OnnxNode.Make("Conv", ["x", "a"], "1"), OnnxNode.Make("Conv", ["1", "b"], "2", OnnxAttribute.Make("group", 3)), OnnxNode.Make("Conv", ["2", "c"], "3"),
                OnnxNode.Make("GlobalAveragePool", ["3"], "4"), OnnxNode.Make("Flatten", ["4"], "5"), OnnxNode.Make("Gemm", ["5", "d"], "y", OnnxAttribute.Make("transB", 1)),
            ],
            [TinyModel.Weight("a", [3, 3, 1, 1], random), TinyModel.Weight("b", [3, 1, 1, 1], random), TinyModel.Weight("c", [3, 3, 1, 1], random), TinyModel.Weight("d", [7, 3], random)]);
        var quantised = Quantiser.Quantise(model, QuantisedRun.Inputs(Picture, 1), new() { Mode = PrecisionMode.Selective });
        Assert.Equal(["conv1", "dw1", "conv2", "fc1"], quantised.Layers.Select(layer => layer.Numbered));
        Assert.Equal(["dw1", "conv2", "fc1"], quantised.WideLayers.Select(layer => layer.Numbered));
        Assert.Equal(7, QuantisedRun.Of(quantised.File, QuantisedRun.Values(90, 4), Picture).Length);
    }

    [Fact]
    public void Layer_that_is_not_there_is_told_with_those_that_are()
    {
        var fault = Assert.Throws<QuantiseException>(
            () => Quantiser.Quantise(Net(), QuantisedRun.Inputs(Picture, 1), new() { Mode = PrecisionMode.Selective, Layers = ["MatMul_95"] }));
        Assert.Equal("no layer is named `MatMul_95`; there is: conv1 (c), conv2 (second)", fault.Message);
    }

    [Theory]
    [InlineData(PrecisionMode.A8W8)]
    [InlineData(PrecisionMode.A16W16)]
    public void Fields_that_nobody_knows_survive(PrecisionMode mode)
    {
        var model = OnnxModel.Read(Net());
        WireField Marked(string text) => WireField.Of(9999, text);
        model.Graph = new(
        [
            .. model.Graph.Fields.Select(field => field.Number == GraphFields.Node
                ? WireField.Of(GraphFields.Node, new WireMessage([.. WireMessage.Read(field.Payload).Fields, Marked("in the node")]).ToBytes())
                : field),
            Marked("in the graph"),
        ]);
        byte[] file = [.. model.ToBytes(), .. new WireMessage([Marked("in the file")]).ToBytes()];
        var text = Encoding.Latin1.GetString(Quantise(file, mode));
        Assert.Equal((3, 1, 1), (text.Split("in the node").Length - 1, text.Split("in the graph").Length - 1, text.Split("in the file").Length - 1));
    }

    [Theory]
    [InlineData(RangeMethod.Percentile)]
    [InlineData(RangeMethod.SquaredError)]
    public void Other_ways_to_choose_ranges_stay_near_the_float32_model(RangeMethod range)
    {
        long[] large = [1, 3, 40, 40];
        var input = QuantisedRun.Values(4800, 1);
        var quantised = Quantiser.Quantise(Net(), QuantisedRun.Inputs(large, 1, 2, 3), new() { Range = range });
        var (expected, found) = (QuantisedRun.Of(Net(), input, large), QuantisedRun.Of(quantised.File, input, large));
        Assert.True(System.Numerics.Tensors.TensorPrimitives.CosineSimilarity<float>(expected, found) > 0.998f);
    }

    [Fact]
    public void What_cannot_be_quantised_is_refused_with_the_reason()
    {
        string Refused(byte[] model, CalibrationInputs inputs) => Assert.Throws<QuantiseException>(() => Quantiser.Quantise(model, inputs, new())).Message;
        Assert.Contains("no ONNX file", Refused([1, 2, 3], QuantisedRun.Inputs(Picture, 1)), StringComparison.Ordinal);
        Assert.Contains("nothing to calibrate with", Refused(Net(), QuantisedRun.Inputs(Picture)), StringComparison.Ordinal);
        Assert.Contains("cannot be run on a face", Refused(Net(), QuantisedRun.Inputs([1, 4, 6, 5], 1)), StringComparison.Ordinal);
        Assert.Contains("is not finite", Refused(Net(), new(Picture, [[float.NaN, .. QuantisedRun.Values(89, 1)]])), StringComparison.Ordinal);
        Assert.Contains("no layer with float32 weights", Refused(TinyModel.Detector(), QuantisedRun.Inputs([1, 3, 64, 64], 1)), StringComparison.Ordinal);
        Assert.Contains("has no float32 weights in the file", Refused(Quantise(Net(), PrecisionMode.A8W8), QuantisedRun.Inputs(Picture, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Quantising_can_be_stopped() => Assert.Throws<OperationCanceledException>(
        () => Quantiser.Quantise(Net(), QuantisedRun.Inputs(Picture, 1), new(), new CancellationToken(canceled: true)));

    private static byte[] Net()
    {
        var random = new Random(8);
        return TinyModel.Make(
            [1, -1, -1, -1],
            [OnnxNode.Make("Conv", ["x", "w"], "c"), OnnxNode.Make("PRelu", ["c", "s"], "p"), Named("second", OnnxNode.Make("Conv", ["p", "v"], "y"))],
            [TinyModel.Weight("w", [8, 3, 1, 1], random), TinyModel.Weight("s", [8, 1, 1], random), TinyModel.Weight("v", [3, 8, 1, 1], random)]);
    }

    private static WireField Named(string name, WireField node) =>
        WireField.Of(GraphFields.Node, new WireMessage([.. WireMessage.Read(node.Payload).Fields, WireField.Of(3, name)]).ToBytes());

    private static byte[] Quantise(byte[] model, PrecisionMode mode) => Quantiser.Quantise(model, QuantisedRun.Inputs(Picture, 1), new() { Mode = mode }).File;

    private static IEnumerable<OnnxNode> Nodes(byte[] model) => OnnxModel.Read(model).Graph.All(GraphFields.Node).Select(OnnxNode.Read);

    // Element types of the weights, in the order of the layers.
    private static List<int> WeightTypes(byte[] model)
    {
        var types = OnnxModel.Read(model).Graph.All(GraphFields.Initializer).ToDictionary(
            field => OnnxTensor.NameOf(field.Payload), field => (int)WireMessage.Read(field.Payload).Find(OnnxTensor.TypeNumber)!.Value.Integer);
        return [.. Nodes(model).Where(node => node is { Operator: "DequantizeLinear", Inputs.Count: 2 }).Select(node => types[node.Inputs[0]])];
    }

    private static float[] Plain(float[] weights, float[] input)
    {
        var output = new float[120];
        for (var channel = 0; channel < 4; channel++)
        {
            for (var pixel = 0; pixel < 30; pixel++)
            {
                for (var plane = 0; plane < 3; plane++)
                {
                    output[(30 * channel) + pixel] += weights[(3 * channel) + plane] * input[(30 * plane) + pixel];
                }
            }
        }

        return output;
    }
}
