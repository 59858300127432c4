using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo;
using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Diagnosis;
using FaceRecMqtt.Tests.Hailo.Support;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Hailo;

/// <summary>Every switch of the stand-in that a person must be told of: what the backend says, what the doctor says, and how long it takes to serve again.</summary>
[Collection(nameof(Simulation.StandIn))]
public sealed class FaultTourTests : IDisposable
{
    // Attempts are 1, 2, 4 s apart; a fault that goes away at once costs the first at most, and the device's own second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StandInDevice _standIn = StandInDevice.Load();
    private readonly TemporaryFolder _folder = new();
    private readonly HailoDevice _device;
    private readonly ITestOutputHelper _output;
    private readonly byte[] _crop = new byte[AlignedFace.Bytes];
    private readonly float[] _raw = new float[512];

    public FaultTourTests(ITestOutputHelper output)
    {
        _output = output;
        Write("sys/bus/pci/devices/0000:01:00.0/vendor", "0x1e60\n");
        Write("sys/module/hailo_pci/version", "4.23.0\n");
        Write("dev/hailo0", "");
        _device = new HailoDevice(StandInDevice.Path, new HailoSystem(_folder.Path));
    }

    [Theory]
    [InlineData("absent", 1, "A Hailo device is on the PCIe bus (0000:01:00.0), but no driver serves it", "no driver serves it")]
    [InlineData("busy", 1, "Another process uses the Hailo device 0000:01:00.0", "")]
    [InlineData("permission", 1, "This user may not open /dev/hailo0", "This user may not open /dev/hailo0")]
    [InlineData("driver_version", 1, "The driver is not of the library's version 4.23.0", "The driver is not of the library's version 4.23.0")]
    [InlineData("hef_corrupt", 1, "scrfd_2_5g.hef is damaged", "scrfd_2_5g.hef is damaged")]
    [InlineData("page_size", 1, "force_desc_page_size=4096", "")]
    [InlineData("architecture", 2, "compiled for another device than this HAILO8L", "")]
    [InlineData("max_groups", 1, "cannot be put on the device", "")]
    public async Task Device_that_cannot_be_opened_again_is_named_and_serves_soon_after_the_cure(string fault, double value, string expected, string doctor)
    {
        if (fault == "permission")
        {
            // Root may open whatever there is; a node that is not there is as closed to it as a forbidden one.
            File.Delete(_folder.File("dev/hailo0"));
        }

        using var backend = Open();
        _standIn.Set("closed", 1);
        _standIn.Set(fault, value);
        var told = TimeProvider.System.GetTimestamp();
        Assert.Throws<BackendException>(() => backend.Embed(_crop, 1, _raw));
        await UntilAsync(() => backend.LastProblem!.Contains(expected, StringComparison.Ordinal));
        var noticed = TimeProvider.System.GetElapsedTime(told);
        var said = Doctor();
        Assert.Contains(doctor, said, StringComparison.Ordinal);
        var problem = backend.LastProblem!;
        _standIn.Reset();
        await ServesAgainAsync(backend, fault, problem, said, noticed);
    }

    [Theory]
    [InlineData("stuck", -1, "HAILO_TIMEOUT")]
    [InlineData("slow", 2500, "HAILO_TIMEOUT")]
    [InlineData("driver_timeout", -1, "HAILO_DRIVER_TIMEOUT")]
    [InlineData("closed", -1, "HAILO_COMMUNICATION_CLOSED")]
    [InlineData("abort", -1, "HAILO_STREAM_ABORT")]
    public async Task Device_that_fails_while_it_computes_is_named_and_opened_again(string fault, double value, string expected)
    {
        using var backend = Open();
        _standIn.Set(fault, value);
        var told = TimeProvider.System.GetTimestamp();
        var failure = Assert.Throws<BackendException>(() => backend.Embed(_crop, 1, _raw));
        var noticed = TimeProvider.System.GetElapsedTime(told);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("switch the machine off and on", failure.Message, StringComparison.Ordinal);
        var said = Doctor();
        _standIn.Reset();
        await ServesAgainAsync(backend, fault, failure.Message, said, noticed);
    }

    [Theory]
    [InlineData("throttle", 1, "too warm")]
    [InlineData("overcurrent", 1, "too much current")]
    public async Task Device_that_slows_itself_down_goes_on_and_says_so_until_it_has_recovered(string fault, double value, string expected)
    {
        using var backend = Open();
        _standIn.Set(fault, value);
        var told = TimeProvider.System.GetTimestamp();
        await UntilAsync(() => _device.ReadHealth()!.IsThrottled);
        var alarm = _device.ReadHealth()!.Alarm!;
        Assert.Contains(expected, alarm, StringComparison.Ordinal);
        backend.Embed(_crop, 1, _raw);
        var noticed = TimeProvider.System.GetElapsedTime(told);
        var started = TimeProvider.System.GetTimestamp();
        _standIn.Set(fault, 0);
        await UntilAsync(() => !_device.ReadHealth()!.IsThrottled);
        Tell(fault, $"(health) {alarm}", Doctor(), noticed, TimeProvider.System.GetElapsedTime(started));
        Assert.Null(backend.LastProblem);
    }

    [Fact]
    public void Firmware_of_another_version_serves_and_the_doctor_warns()
    {
        _standIn.Set("fw_version", 1);
        using var backend = Open();
        backend.Embed(_crop, 1, _raw);
        Assert.False(_device.ReadHealth()!.Facts.FirmwareFits);
        var said = Doctor();
        Assert.Contains("does not fit HailoRT 4.23.0", said, StringComparison.Ordinal);
        Tell("fw_version", "serves", said, TimeSpan.Zero, TimeSpan.Zero);
    }

    public void Dispose()
    {
        Assert.Equal((0ul, 0ul), (_standIn.OpenHandles, _standIn.Misuses));
        _standIn.Dispose();
        _folder.Dispose();
    }

    private HailoBackend Open() => new(
        "npu",
        _device,
        new HailoBackendOptions { DetectorHef = StandInHef.Detector(_folder.Path), RecogniserHef = StandInHef.Recogniser(_folder.Path) },
        TimeProvider.System,
        NullLogger.Instance);

    private async Task ServesAgainAsync(HailoBackend backend, string fault, string problem, string doctor, TimeSpan noticed)
    {
        var started = TimeProvider.System.GetTimestamp();
        await UntilAsync(() => backend.IsServing);
        Tell(fault, problem, doctor, noticed, TimeProvider.System.GetElapsedTime(started));
        backend.Embed(_crop, 1, _raw);
        Assert.Equal(1, backend.Recoveries);
    }

    // What is wrong in the doctor's words; empty where it finds nothing.
    private string Doctor() => string.Join(" | ", new HailoCheck(new HailoSystem(_folder.Path), 4096).Examine([new BackendSection
    {
        Name = "npu",
        Kind = BackendKind.Hailo,
        Library = StandInDevice.Path,
        DetectorHef = StandInHef.Detector(_folder.Path),
        RecogniserHef = StandInHef.Recogniser(_folder.Path),
    }]).Where(finding => finding.Verdict is not Verdict.Ok).Select(finding => $"{finding.Subject}: {finding.Text}"));

    private void Tell(string fault, string backend, string doctor, TimeSpan noticed, TimeSpan recovery) =>
        _output.WriteLine($"{fault} § {backend} § {(doctor.Length > 0 ? doctor : "–")} § noticed after {noticed.TotalMilliseconds:0} ms, served {recovery.TotalMilliseconds:0} ms after the cure".Replace(_folder.Path, "…", StringComparison.Ordinal));

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
        File.WriteAllText(_folder.File(path), text);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
