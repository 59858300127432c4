using FaceRecMqtt.Hailo.Hef;

namespace FaceRecMqtt.Tests.Hailo.Hef;

/// <summary>Descriptions the three real files do not show, and hostile ones.</summary>
public sealed class DescriptionTests
{
    private const int ExtensionOfScales = 25;
    private static readonly byte[] Plain = TinyHef.Output("tiny/out", TinyHef.Numbers(7, 0.5f));

    [Fact]
    public void Scales_per_channel_count_only_with_their_extension()
    {
        var output = TinyHef.Output("tiny/out", [.. TinyHef.Numbers(7, 0.5f), .. TinyHef.Doubles(5, 1, 2), .. TinyHef.Doubles(6, 0.25, 0.125)]);
        byte[] model = TinyHef.Model(output);
        Assert.Equal((7f, 0.5f, 0), Quantization(Read(model)));
        var read = Read([.. model, .. TinyHef.Bytes(5, TinyHef.Number(1, ExtensionOfScales))]);
        Assert.Equal((1f, 0.25f, 2), Quantization(read));
        Assert.Equal([(1f, 0.25f), (2f, 0.125f)], read.Groups[0].Outputs[0].Quantization!.Channels);
    }

    [Fact]
    public void Parts_of_a_multiplexed_stream_are_outputs_of_their_own()
    {
        byte[] edges = [.. Part("a"), .. Part("b")];
        var read = Read(TinyHef.Model([.. TinyHef.Number(1, 1), .. TinyHef.Bytes(4, edges)]));
        Assert.Equal(["a", "b"], read.Groups[0].Outputs.Select(output => output.Name));

        static byte[] Part(string name) => TinyHef.Bytes(5, TinyHef.Bytes(1, TinyHef.Layer(name, 2, 3, 2, 1, TinyHef.Numbers(0, 1))));
    }

    [Fact]
    public void Picture_of_two_planes_is_one_input()
    {
        var picture = TinyHef.Bytes(8, [.. TinyHef.Text(1, "tiny/nv12"), .. TinyHef.Number(4, 480), .. TinyHef.Number(5, 640), .. TinyHef.Number(6, 3)]);
        var input = Assert.Single(Read([.. TinyHef.Header(0, ""), .. TinyHef.Group("tiny", picture, Plain)]).Groups[0].Inputs);
        Assert.Equal((HefOrder.Nv12, new HefShape(480, 640, 3), null), (input.Order, input.Shape, input.FrameBytes));
    }

    [Fact]
    public void Contexts_of_a_Hailo8L_lie_in_its_layouts_and_of_newer_files_in_an_operation()
    {
        var contexts = TinyHef.CoreOp("tiny", TinyHef.Input(), Plain);
        var layout = TinyHef.Bytes(2, TinyHef.Bytes(7, TinyHef.Bytes(1, contexts)));
        var operation = TinyHef.Bytes(2, [.. TinyHef.Bytes(8, TinyHef.Bytes(4, contexts)), .. TinyHef.Text(10, "named")]);
        Assert.Equal("tiny/out", Assert.Single(Read(layout).Groups[0].Outputs).Name);
        Assert.Equal(("named", "tiny/out"), (Read(operation).Groups[0].Name, Read(operation).Groups[0].Outputs[0].Name));
    }

    [Fact]
    public void Sixteen_bits_and_a_swapped_picture_are_read()
    {
        var swapped = TinyHef.Layer("tiny/out", 2, 3, 2, 0, TinyHef.Numbers(0, 1), bytes: 2);
        var output = Read(TinyHef.Model([.. TinyHef.Number(1, 1), .. TinyHef.Bytes(3, [.. swapped, .. TinyHef.Number(6, 1)])])).Groups[0].Outputs[0];
        Assert.Equal((HefDataType.Bits16, new HefShape(3, 2, 2), 24L), (output.Type, output.Shape, output.FrameBytes));
    }

    [Fact]
    public void Layers_nested_without_end_are_refused()
    {
        var layer = TinyHef.Bytes(1, TinyHef.Layer("deep", 1, 1, 1, 1, TinyHef.Numbers(0, 1)));
        for (var depth = 0; depth < 5000; depth++)
        {
            layer = TinyHef.Bytes(2, TinyHef.Bytes(5, layer));
        }

        Assert.Contains("nested deeper", Refusal(TinyHef.Model([.. TinyHef.Number(1, 1), .. TinyHef.Bytes(4, TinyHef.Bytes(5, layer))])), StringComparison.Ordinal);
    }

    [Fact]
    public void Nonsense_is_refused_by_its_name()
    {
        Assert.Contains("no network group", Refusal(TinyHef.Header(0, "3.33.0")), StringComparison.Ordinal);
        Assert.Contains("0 outputs", Refusal(TinyHef.Model()), StringComparison.Ordinal);
        Assert.Contains("named tiny/out", Refusal(TinyHef.Model(Plain, Plain)), StringComparison.Ordinal);
        Assert.Contains("unknown format 8", Refusal(TinyHef.Model(TinyHef.Output("o", TinyHef.Numbers(0, 1), format: 8))), StringComparison.Ordinal);
        Assert.Contains("4 bytes per value", Refusal(TinyHef.Model(TinyHef.Output("o", TinyHef.Numbers(0, 1), bytes: 4))), StringComparison.Ordinal);
        Assert.Contains("scale -1", Refusal(TinyHef.Model(TinyHef.Output("o", TinyHef.Numbers(0, -1)))), StringComparison.Ordinal);
        Assert.Contains("no finite number", Refusal(TinyHef.Model(TinyHef.Output("o", TinyHef.Numbers(0, float.NaN)))), StringComparison.Ordinal);
        Assert.Contains("control characters", Refusal(TinyHef.Model(TinyHef.Output("\u001b[2J", TinyHef.Numbers(0, 1)))), StringComparison.Ordinal);
        Assert.Contains("200 characters", Refusal(TinyHef.Model(TinyHef.Output(new string('x', 200), TinyHef.Numbers(0, 1)))), StringComparison.Ordinal);
        Assert.Contains("more than 8 network groups", Refusal([.. Enumerable.Repeat(TinyHef.Group("g"), 9).SelectMany(group => group)]), StringComparison.Ordinal);
        Assert.Contains("encoding 3", Refusal([0x0B, 0x0C]), StringComparison.Ordinal);
    }

    private static HefFacts Read(byte[] description) => HefFacts.Read(new MemoryStream(TinyHef.Container(2, description, [])));

    private static string Refusal(byte[] description) => Assert.Throws<HefException>(() => Read(description)).Message;

    private static (float, float, int) Quantization(HefFacts facts) => facts.Groups[0].Outputs[0].Quantization is { } numbers
        ? (numbers.ZeroPoint, numbers.Scale, numbers.Channels.Count)
        : default;
}
