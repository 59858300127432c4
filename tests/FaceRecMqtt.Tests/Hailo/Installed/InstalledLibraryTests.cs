using FaceRecMqtt.Hailo.Hef;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Structs;
using FaceRecMqtt.Tests.Hailo.Hef;

namespace FaceRecMqtt.Tests.Hailo.Installed;

/// <summary>Where a real libhailort 4.23 is installed: the binding's structs and our own reader of HEFs against it. No device is needed.</summary>
[Collection(nameof(Simulation.StandIn))]
public sealed class InstalledLibraryTests
{
    public static TheoryData<string> Files => [.. RealHef.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Hef_has_the_inputs_and_outputs_that_our_reader_finds_and_in_its_order(string name) => With(name, (hef, expected) =>
    {
        var infos = InstalledLibrary.Infos(hef);
        Assert.Equal(expected.Select(stream => stream.Name), infos.Select(Name));
        foreach (var (stream, info) in expected.Zip(infos))
        {
            Assert.Equal((stream.Shape.Height, stream.Shape.Width, stream.Shape.Channels), ((int)info.Shape.Height, (int)info.Shape.Width, (int)info.Shape.Features));
            Assert.Equal(FormatType.Uint8, info.Format.Type);
            Assert.Equal(stream.Quantization!.ZeroPoint, info.QuantInfo.QpZp, 1e-4f);
            Assert.Equal(stream.Quantization.Scale, info.QuantInfo.QpScale, 1e-7f);
        }
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Params_come_alphabetically_with_the_defaults_the_binding_relies_on(string name) => With(name, (hef, expected) =>
    {
        var infos = InstalledLibrary.Infos(hef);
        foreach (var (direction, type) in ((StreamDirection, FormatType)[])[(StreamDirection.H2d, FormatType.Uint8), (StreamDirection.D2h, FormatType.Float32)])
        {
            var found = InstalledLibrary.Params(hef, direction is StreamDirection.D2h, type);
            Assert.Equal(infos.Where(info => info.Direction == direction).Select(Name).Order(StringComparer.Ordinal), found.Select(one => CharsText.Of(one.Name)));
            Assert.All(found, one => Assert.Equal((type, 10_000u, 2u), (one.Params.UserBufferFormat.Type, one.Params.TimeoutMs, one.Params.QueueSize)));
        }
    });

    [Theory]
    [MemberData(nameof(Files))]
    public void Frames_have_the_sizes_the_binding_reserves(string name) => With(name, (hef, expected) =>
    {
        foreach (var (stream, info) in expected.Zip(InstalledLibrary.Infos(hef)))
        {
            var values = (int)stream.Shape.Count;
            Assert.Equal(values, InstalledLibrary.FrameBytes(info, new StreamFormat { Type = FormatType.Uint8 }));
            Assert.Equal(values * sizeof(float), InstalledLibrary.FrameBytes(info, new StreamFormat { Type = FormatType.Float32 }));
        }
    });

    [Theory]
    [InlineData("magic", (int)HailoStatus.HefNotSupported)]
    [InlineData("cut", (int)HailoStatus.HefFileCorrupted)]
    [InlineData("bit", (int)HailoStatus.HefFileCorrupted)]
    public void Damaged_hef_is_refused_as_our_reader_refuses_it(string damage, int expected)
    {
        InstalledLibrary.Need();
        var path = RealHef.Path(RealHef.Arcface8);
        var file = File.ReadAllBytes(path);
        switch (damage)
        {
            case "magic": file[0] ^= 0xFF; break;
            case "cut": file = file[..^1]; break;
            case "bit": file[file.Length / 2] ^= 1; break;
        }

        Assert.Equal(((HailoStatus)expected, (nint)0), (InstalledLibrary.Open(file, out var hef), hef));
    }

    [Fact]
    public void Without_a_device_it_answers_what_the_binding_tells_apart()
    {
        InstalledLibrary.Need();
        Assert.SkipUnless(InstalledLibrary.Devices() == 0, "this machine has a device");
        Assert.Equal(HailoStatus.OutOfPhysicalDevices, InstalledLibrary.CreateDevice(1));
        Assert.Equal(HailoStatus.InvalidArgument, InstalledLibrary.CreateDevice(0));
    }

    private static string Name(VStreamInfo info) => CharsText.Of(info.Name);

    private static void With(string name, Action<nint, IReadOnlyList<HefStream>> look)
    {
        InstalledLibrary.Need();
        var path = RealHef.Path(name);
        var group = Assert.Single(HefFacts.Read(path).Groups);
        Assert.Equal(HailoStatus.Success, InstalledLibrary.Open(File.ReadAllBytes(path), out var hef));
        try
        {
            look(hef, [.. group.Inputs, .. group.Outputs]);
        }
        finally
        {
            InstalledLibrary.Close(hef);
        }
    }
}
