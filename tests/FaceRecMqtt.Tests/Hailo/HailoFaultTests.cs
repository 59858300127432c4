using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Hailo;

[Collection(nameof(Simulation.StandIn))]
public sealed class HailoFaultTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StandInDevice _standIn = StandInDevice.Load();
    private readonly TemporaryFolder _folder = new();
    private readonly HailoDevice _device;

    public HailoFaultTests() => _device = new HailoDevice(StandInDevice.Path, new HailoSystem(_folder.Path));

    [Theory]
    [InlineData("absent", "No Hailo device is in this machine", true)]
    [InlineData("busy", "Another process uses the Hailo device 0000:01:00.0", true)]
    [InlineData("permission", "This user may not open /dev/hailo0", false)]
    [InlineData("driver_version", "The driver is not of the library's version 4.23.0", false)]
    [InlineData("hef_corrupt", "scrfd_2_5g.hef is damaged. Fetch it again.", false)]
    [InlineData("page_size", "options hailo_pci force_desc_page_size=4096", false)]
    public void Device_that_cannot_be_used_is_refused_with_cause_and_cure_and_leaves_nothing_open(string fault, string expected, bool isTransient)
    {
        _standIn.Set(fault, 1);
        var refusal = Assert.Throws<BackendException>(() => Open());
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(isTransient, refusal.IsTransient);
        Assert.Equal(0ul, _standIn.OpenHandles);
        _standIn.Reset();
        Open().Dispose();
    }

    [Fact]
    public void Driver_of_another_version_is_seen_before_the_device_is_touched()
    {
        Directory.CreateDirectory(_folder.File("sys/module/hailo_pci"));
        File.WriteAllText(_folder.File("sys/module/hailo_pci/version"), "4.22.0\n");
        Assert.StartsWith(
            "The driver is of version 4.22.0, the library of 4.23.0", Assert.Throws<BackendException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_on_the_bus_without_its_driver_is_told_from_no_device()
    {
        _standIn.Set("absent", 1);
        Directory.CreateDirectory(_folder.File("sys/bus/pci/devices/0001:01:00.0"));
        File.WriteAllText(_folder.File("sys/bus/pci/devices/0001:01:00.0/vendor"), "0x1e60\n");
        Assert.StartsWith(
            "A Hailo device is on the PCIe bus (0001:01:00.0), but no driver serves it", Assert.Throws<BackendException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_for_the_larger_chip_is_refused_on_the_smaller()
    {
        _standIn.Set("architecture", 2);
        Assert.Contains("was compiled for another device than this HAILO8L", Assert.Throws<BackendException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Theory, InlineData("stuck"), InlineData("driver_timeout"), InlineData("closed"), InlineData("abort")]
    public async Task Device_that_fails_is_opened_again_and_computes_as_before(string fault)
    {
        using var backend = Open();
        var (crop, before, after) = (new byte[AlignedFace.Bytes], new float[512], new float[512]);
        backend.Embed(crop, 1, before);
        _standIn.Set(fault, 1);
        var started = TimeProvider.System.GetTimestamp();
        var failure = Assert.Throws<BackendException>(() => backend.Embed(crop, 1, after));
        Assert.True(failure.IsTransient);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
        _standIn.Reset();
        await UntilServesAsync(backend);
        backend.Embed(crop, 1, after);
        Assert.Equal(before, after);
        Assert.True(backend.Recoveries >= 1);
    }

    [Fact]
    public async Task Call_fails_at_once_while_the_device_is_away_and_works_when_it_is_back()
    {
        using var backend = Open();
        var (crop, raw) = (new byte[AlignedFace.Bytes], new float[512]);
        _standIn.Set("closed", 1);
        _standIn.Set("absent", 1);
        Assert.Throws<BackendException>(() => backend.Embed(crop, 1, raw));
        var started = TimeProvider.System.GetTimestamp();
        Assert.StartsWith("The Hailo device is opened again", Assert.Throws<BackendException>(() => backend.Embed(crop, 1, raw)).Message, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.False(backend.IsServing);
        _standIn.Reset();
        await UntilServesAsync(backend);
        backend.Embed(crop, 1, raw);
    }

    [Fact]
    public async Task Backend_can_be_given_up_while_the_device_is_away()
    {
        var backend = Open();
        _standIn.Set("closed", 1);
        _standIn.Set("absent", 1);
        Assert.Throws<BackendException>(() => backend.Embed(new byte[AlignedFace.Bytes], 1, new float[512]));
        await Task.Run(backend.Dispose).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(0ul, _standIn.OpenHandles);
    }

    [Fact]
    public async Task Hundred_switches_leave_at_most_four_unused_models_and_no_handle()
    {
        var (crop, raw) = (new byte[AlignedFace.Bytes], new float[512]);
        var serving = Open();
        for (var i = 0; i < 100; i++)
        {
            var next = Open(i % 2 == 0 ? "arcface_r50" : "arcface_mobilefacenet");
            serving.Dispose();
            serving = next;
            try
            {
                serving.Embed(crop, 1, raw);
            }
            catch (BackendException fault) when (fault.IsTransient)
            {
                await UntilServesAsync(serving);
                serving.Embed(crop, 1, raw);
            }

            Assert.InRange(_device.ReadHealth()!.UnusedModels, 0, 4);
        }

        serving.Dispose();
        Assert.Equal(0ul, _standIn.OpenHandles);
        Assert.Equal(0ul, _standIn.Misuses);
    }

    [Fact]
    public async Task Health_tells_temperature_power_and_throttling()
    {
        _standIn.Set("power", 2.5);
        using var backend = Open();
        var health = _device.ReadHealth()!;
        Assert.Equal(("HAILO8", "Hailo-8", "4.23.0", true), (health.Facts.Architecture, health.Facts.Board, health.Facts.Firmware.ToString(), health.Facts.FirmwareFits));
        Assert.InRange(health.TemperatureC!.Value, 45, 60);
        Assert.Equal((2.5f, false, true), (health.PowerW!.Value, health.IsThrottled, health.ProtectsItself!.Value));
        backend.Embed(new byte[AlignedFace.Bytes], 1, new float[512]);
        Assert.True(backend.LatencyMilliseconds().Recogniser > 0);
        _standIn.Set("throttle", 1);
        await UntilAsync(() => _device.ReadHealth()!.IsThrottled);
        Assert.Contains("°C", _device.ReadHealth()!.Alarm, StringComparison.Ordinal);
        _standIn.Set("throttle", 0);
        await UntilAsync(() => !_device.ReadHealth()!.IsThrottled);
    }

    [Fact]
    public void Board_without_a_power_sensor_and_firmware_of_another_version_are_said_to_be_so()
    {
        _standIn.Set("fw_version", 1);
        using var backend = Open();
        var health = _device.ReadHealth()!;
        Assert.False(health.Facts.FirmwareFits);
        Assert.Null(health.PowerW);
        Assert.Null(health.TemperatureC);
    }

    public void Dispose()
    {
        _standIn.Dispose();
        _folder.Dispose();
    }

    private HailoBackend Open(string recogniser = "arcface_mobilefacenet") => new(
        "npu",
        _device,
        new HailoBackendOptions { DetectorHef = StandInHef.Detector(_folder.Path), RecogniserHef = StandInHef.Recogniser(_folder.Path, recogniser) },
        TimeProvider.System,
        NullLogger.Instance);

    private static Task UntilServesAsync(HailoBackend backend) => UntilAsync(() => backend.IsServing);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
