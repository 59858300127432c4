using System.Text.Json;
using FaceRecMqtt.Tests.Node.CommandLine;

namespace FaceRecMqtt.Tests.Hailo.Hef;

public sealed class HefCommandTests
{
    [Fact]
    public async Task Recogniser_is_printed_with_chip_hash_and_quantisation()
    {
        var run = await Run.Line("hef", "info", RealHef.Path(RealHef.Arcface8));
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("chip       HAILO8: for Hailo-8; runs on a Hailo-8, not on a Hailo-8L\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("container  version 2, ", run.Out, StringComparison.Ordinal);
        Assert.Contains("hash       XXH3-64 651b41ff45a7c344, matches\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("compiler   Dataflow Compiler 3.31.0, made for HailoRT 4.21; compiled 2025-03-27\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("read by    facerec's own reader; HailoRT ", run.Out, StringComparison.Ordinal);
        Assert.Contains("group arcface_mobilefacenet: single context, 3460 frames/s", run.Out, StringComparison.Ordinal);
        Assert.Contains("in   arcface_mobilefacenet/input_layer1  UINT8 NHWC 112x112x3  zp 0 scale 1 lim 0..255  37632 B", run.Out, StringComparison.Ordinal);
        Assert.Contains("UINT8 NC 1x1x512  zp 144 scale 0.0167389177 lim -2.41040421..1.85801983  512 B  [MatMul_95, BatchNormalization_96]  (embedding of 512 values)\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detector_is_printed_with_the_roles_of_its_outputs()
    {
        var run = await Run.Line("hef", "info", RealHef.Path(RealHef.Scrfd15));
        var outputs = run.Out.Split('\n').Where(line => line.StartsWith("  out", StringComparison.Ordinal)).ToList();
        Assert.Equal(9, outputs.Count);
        Assert.Contains("scrfd_2_5g/conv43", outputs[0], StringComparison.Ordinal);
        Assert.EndsWith("(boxes, stride 8)", outputs[0], StringComparison.Ordinal);
        Assert.EndsWith("(scores, stride 8)", outputs[1], StringComparison.Ordinal);
        Assert.EndsWith("(points, stride 32)", outputs[8], StringComparison.Ordinal);
        Assert.Contains("runs neither on a Hailo-8 nor on a Hailo-8L", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_the_same()
    {
        var run = await Run.Line("hef", "info", RealHef.Path(RealHef.Arcface8), "--json");
        using var json = JsonDocument.Parse(run.Out);
        var root = json.RootElement;
        Assert.Equal("HAILO8", root.GetProperty("architecture").GetString());
        Assert.True(root.GetProperty("fits_hailo8").GetBoolean());
        Assert.False(root.GetProperty("fits_hailo8l").GetBoolean());
        var output = root.GetProperty("groups")[0].GetProperty("outputs")[0];
        Assert.Equal([1, 1, 512], output.GetProperty("shape").EnumerateArray().Select(side => side.GetInt32()));
        Assert.Equal(0.0167389177f, output.GetProperty("quantization").GetProperty("scale").GetSingle());
    }

    [Fact]
    public async Task What_is_no_HEF_ends_with_1_and_its_reason()
    {
        using var folder = new FaceRecMqtt.Tests.Support.TemporaryFolder();
        var path = folder.File("wrong.hef");
        await File.WriteAllTextAsync(path, "no HEF at all, but long enough to be read as a header");
        var run = await Run.Line("hef", "info", path);
        Assert.Equal((1, ""), (run.Code, run.Out));
        Assert.Contains($"{path}: The file is no HEF", run.Error, StringComparison.Ordinal);
        Assert.Contains("does not exist", (await Run.Line("hef", "info", path + ".gone")).Error, StringComparison.Ordinal);
    }
}
