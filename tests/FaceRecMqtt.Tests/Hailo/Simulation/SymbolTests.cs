using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

[Collection(nameof(StandIn))]
public sealed partial class SymbolTests
{
    public SymbolTests() => StandIn.Require();

    [Theory]
    [InlineData("4.20")]
    [InlineData("4.23")]
    public void Every_function_of_the_stand_in_is_one_of_the_real_library(string version)
    {
        var facts = RepositoryRoot.Shared("data", "hailo", $"abi-{version}.json");
        Assert.SkipUnless(File.Exists(facts), $"{facts} is absent");
        using var json = JsonDocument.Parse(File.ReadAllBytes(facts));
        var real = json.RootElement.GetProperty("functions").EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
        var ours = Directory.GetFiles(RepositoryRoot.Under("native", "hailort-sim"), "*.c")
            .SelectMany(file => Exported().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(name => !name.StartsWith("hailort_sim_", StringComparison.Ordinal)).ToArray();
        Assert.True(ours.Length >= 55, $"only {ours.Length} were found");
        Assert.Empty(ours.Except(real));
        Assert.All(ours, name => Assert.NotEqual(0, StandIn.Export(name)));
    }

    [Fact]
    public unsafe void Status_texts_are_the_names_and_end_where_the_version_ends()
    {
        var message = (delegate* unmanaged<int, nint>)StandIn.Export("hailo_get_status_message");
        Assert.Equal("HAILO_OUT_OF_PHYSICAL_DEVICES", Marshal.PtrToStringUTF8(message(74)));
        Assert.Equal("HAILO_HEF_NOT_COMPATIBLE_WITH_DEVICE", Marshal.PtrToStringUTF8(message(93)));
        Assert.Equal(0, message(94));
        StandIn.Set("library_minor", 20);
        Assert.Equal("HAILO_DRIVER_WAIT_CANCELED", Marshal.PtrToStringUTF8(message(90)));
        Assert.Equal(0, message(91));
    }

    [Fact]
    public unsafe void Before_4_21_the_device_information_is_four_bytes_shorter()
    {
        nint device;
        Rig.Check(FaceRecMqtt.Hailo.Interop.HailoRT.hailo_create_device_by_id(null, &device));
        using var handle = new FaceRecMqtt.Hailo.Interop.Handles.ControlDeviceHandle(device);
        var bytes = new byte[100];
        foreach (var (minor, size) in new[] { (20, 92), (21, 96) })
        {
            StandIn.Set("library_minor", minor);
            bytes.AsSpan().Fill(0xEE);
            fixed (byte* first = bytes)
            {
                Rig.Check(FaceRecMqtt.Hailo.Interop.HailoRT.hailo_get_extended_device_information(handle, (FaceRecMqtt.Hailo.Interop.Structs.ExtendedInformation*)first));
            }

            Assert.Equal(size, bytes.AsSpan().LastIndexOfAnyExcept((byte)0xEE) + 1);
        }
    }

    [GeneratedRegex(@"^EXPORT [\w ]+[ *](hailo\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Exported();
}
