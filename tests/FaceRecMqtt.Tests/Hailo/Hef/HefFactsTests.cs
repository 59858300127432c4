using FaceRecMqtt.Hailo.Hef;
using FaceRecMqtt.Hailo.Interop;

namespace FaceRecMqtt.Tests.Hailo.Hef;

/// <summary>Three real files; the numbers are those a real libhailort 4.23 gives.</summary>
public sealed class HefFactsTests
{
    private const float Close = 5e-9f;

    [Theory]
    [InlineData(RealHef.Arcface8, 2, HefArchitecture.Hailo8P, "3.31.0", "651b41ff45a7c344")]
    [InlineData(RealHef.Arcface15, 3, HefArchitecture.Hailo15H, "sdk-version: 5.1.0, git-branch: HEAD, git-commit: 3b0857d02d196f85ba5c6114d35f7343e865f7da", "1bdcdf9ad298acd8")]
    [InlineData(RealHef.Scrfd15, 3, HefArchitecture.Hailo15H, "sdk-version: 5.2.0, git-branch: HEAD, git-commit: bc3f19fe62a6f62f340e76803cedbf0ae7e605e0", "5dbfaac224fc89fb")]
    public void Container_chip_and_compiler_are_told(string name, int version, HefArchitecture architecture, string compiler, string hash)
    {
        var facts = HefFacts.Read(RealHef.Path(name));
        Assert.Equal((version, architecture, compiler), (facts.Container.Version, facts.Architecture, facts.CompilerText));
        Assert.Equal(("XXH3-64", hash), (facts.HashName, facts.Container.HashText));
        Assert.Equal(1, Assert.Single(facts.Groups).ContextCount);
    }

    [Theory]
    [InlineData(RealHef.Arcface8, 0.0167389177f, -2.41040421f, 1.85801983f)]
    [InlineData(RealHef.Arcface15, 0.0167345069f, -2.409769f, 1.8575302f)]
    public void Recogniser_is_read_as_HailoRT_reads_it(string name, float scale, float lowest, float highest)
    {
        var group = Assert.Single(HefFacts.Read(RealHef.Path(name)).Groups);
        Assert.Equal("arcface_mobilefacenet", group.Name);
        Assert.Equal(["arcface_mobilefacenet/arcface_mobilefacenet"], group.Networks);
        var input = Assert.Single(group.Inputs);
        Assert.Equal(("arcface_mobilefacenet/input_layer1", HefDataType.Bits8, HefOrder.Nhwc), (input.Name, input.Type, input.Order));
        Assert.Equal((new HefShape(112, 112, 3), 37_632), (input.Shape, input.FrameBytes));
        Assert.Equal((0f, 1f, 0f, 255f), (input.Quantization!.ZeroPoint, input.Quantization.Scale, input.Quantization.Lowest, input.Quantization.Highest));
        var output = Assert.Single(group.Outputs);
        Assert.Equal(("arcface_mobilefacenet/fc1", HefDataType.Bits8, HefOrder.Nc), (output.Name, output.Type, output.Order));
        Assert.Equal((new HefShape(1, 1, 512), 512), (output.Shape, output.FrameBytes));
        Assert.Equal((144f, scale), (output.Quantization!.ZeroPoint, output.Quantization.Scale));
        Assert.Equal(lowest, output.Quantization.Lowest, 1e-6f);
        Assert.Equal(highest, output.Quantization.Highest, 1e-6f);
        Assert.Empty(output.Quantization.Channels);
        Assert.Equal(["MatMul_95", "BatchNormalization_96"], output.OriginalNames);
    }

    [Fact]
    public void Detector_is_read_as_HailoRT_reads_it_and_in_its_order()
    {
        (string Name, int Side, int Channels, float ZeroPoint, float Scale, string Node)[] expected =
        [
            ("conv43", 80, 8, 4, 0.01984936f, "Mul_116"),
            ("conv42", 80, 2, 0, 0.00392157f, "Conv_114"),
            ("conv44", 80, 20, 121, 0.02614050f, "Conv_117"),
            ("conv50", 40, 8, 0, 0.03178927f, "Mul_140"),
            ("conv49", 40, 2, 0, 0.00392157f, "Conv_138"),
            ("conv51", 40, 20, 115, 0.03693093f, "Conv_141"),
            ("conv56", 20, 8, 1, 0.02992574f, ""),
            ("conv55", 20, 2, 0, 0.00392157f, ""),
            ("conv57", 20, 20, 112, 0.03600574f, ""),
        ];
        var group = Assert.Single(HefFacts.Read(RealHef.Path(RealHef.Scrfd15)).Groups);
        Assert.Equal("scrfd_2_5g", group.Name);
        var input = Assert.Single(group.Inputs);
        Assert.Equal(("scrfd_2_5g/input_layer1", new HefShape(640, 640, 3), HefOrder.Nhwc), (input.Name, input.Shape, input.Order));
        Assert.Equal(expected.Select(row => $"scrfd_2_5g/{row.Name}"), group.Outputs.Select(output => output.Name));
        foreach (var (row, output) in expected.Zip(group.Outputs))
        {
            Assert.Equal((new HefShape(row.Side, row.Side, row.Channels), HefDataType.Bits8, HefOrder.Nhwc), (output.Shape, output.Type, output.Order));
            Assert.Equal(row.ZeroPoint, output.Quantization!.ZeroPoint);
            Assert.Equal(row.Scale, output.Quantization.Scale, Close);
            Assert.True(row.Node.Length == 0 || output.OriginalNames.Contains(row.Node));
        }
    }

    [Fact]
    public void Compiler_tells_the_HailoRT_it_needs()
    {
        var facts = HefFacts.Read(RealHef.Path(RealHef.Arcface8));
        Assert.Equal(new HailoVersion(4, 21, 0), CompilerMatch.HailoRTOf(facts));
        Assert.Null(CompilerMatch.DoubtAbout(facts, new HailoVersion(4, 21, 0)));
        Assert.Null(CompilerMatch.DoubtAbout(facts, new HailoVersion(4, 23, 0)));
        Assert.Contains("made for HailoRT 4.21; the installed 4.20.1 is older", CompilerMatch.DoubtAbout(facts, new HailoVersion(4, 20, 1)), StringComparison.Ordinal);
    }
}
