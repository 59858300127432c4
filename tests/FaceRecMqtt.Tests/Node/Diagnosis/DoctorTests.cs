using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Diagnosis;
using FaceRecMqtt.Tests.Node.CommandLine;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Node.Diagnosis;

public sealed class DoctorTests
{
    [Fact]
    public async Task Each_part_has_a_line_and_a_failing_camera_has_a_cure_and_ends_with_1()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => []);
        using var folder = new TemporaryFolder();
        var file = folder.File("facerec.yaml", $"""
            data: {"{"}folder: data{"}"}
            mqtt: {"{"}host: 127.0.0.1, port: {node.Port}{"}"}
            cameras:
              - {"{"}name: gone, source: 'rtsp://me:hunter2@127.0.0.1:9/x', connect_timeout_s: 2{"}"}
              - {"{"}name: off, source: /nowhere.mp4, enabled: false{"}"}
            """);
        var run = await Run.Line("doctor", "--config", file);
        Assert.Equal(1, run.Code);
        Assert.All(
            new[] { "data folder", "clock", "inference", "video", "still pictures", "Hailo NPU", "broker", "camera gone", "camera off" },
            subject => Assert.Contains($"  {subject}: ", run.Out, StringComparison.Ordinal));
        Assert.Contains($"ok    broker: 127.0.0.1:{node.Port} answers and lets this user in\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("fail  camera gone: ", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Out + run.Error, StringComparison.Ordinal);
        Assert.EndsWith("Something is missing, see above.\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(FaceRecMqtt.Node.Configuration.DataFolder.OwnerOnly, Mode(Path.Combine(folder.Path, "data")));
    }

    [Fact]
    public async Task Broker_that_refuses_is_a_failure_with_its_reason()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => [], login: ("me", "right"));
        using var folder = new TemporaryFolder();
        var file = folder.File("facerec.yaml", $"data:\n  folder: data\nmqtt:\n  host: 127.0.0.1\n  port: {node.Port}\n  username: me\n  password: wrong-one\n");
        var run = await Run.Line("doctor", "--config", file);
        Assert.Equal(1, run.Code);
        Assert.Contains("fail  broker: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("BadUserNameOrPassword", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-one", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_is_taken_is_told_before_the_start_fails()
    {
        await using var node = await ScriptedNode.StartAsync((_, _) => []);
        using var folder = new TemporaryFolder();
        var file = folder.File("facerec.yaml", $"data:\n  folder: data\nmqtt:\n  embedded:\n    port: {node.Port}\n");
        var run = await Run.Line("doctor", "--config", file);
        Assert.Contains($"warn  broker: something already serves at 127.0.0.1:{node.Port}", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Clock_before_this_program_was_made_is_wrong()
    {
        Assert.Equal(Verdict.Fail, ClockCheck.Look(new FakeTimeProvider(new DateTimeOffset(1970, 1, 1, 0, 0, 9, TimeSpan.Zero))).Verdict);
        Assert.Equal(Verdict.Ok, ClockCheck.Look(new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero))).Verdict);
    }

    [Fact]
    public void Data_folder_that_cannot_be_made_is_a_failure_with_a_cure()
    {
        using var folder = new TemporaryFolder();
        var finding = DataFolderCheck.Look(Path.Combine(folder.File("file", ""), "data"));
        Assert.Equal(Verdict.Fail, finding.Verdict);
        Assert.Contains("set data.folder", finding.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_folder_loses_the_rights_of_others()
    {
        using var folder = new TemporaryFolder();
        var data = Directory.CreateDirectory(Path.Combine(folder.Path, "data")).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        }

        Assert.Null(FaceRecMqtt.Node.Configuration.DataFolder.Prepare(data));
        Assert.Equal(FaceRecMqtt.Node.Configuration.DataFolder.OwnerOnly, Mode(data));
    }

    [Fact]
    public void Hailo_device_is_seen_and_said_to_be_unused()
    {
        using var folder = new TemporaryFolder();
        var check = new HailoCheck(new HailoSystem(folder.Path), 4096);
        Assert.Equal("none; not used in this configuration", Assert.Single(check.Examine([new BackendSection()])).Text);
        Directory.CreateDirectory(Path.Combine(folder.Path, "dev"));
        var device = folder.File("dev/hailo0", "");
        Assert.Equal($"{device} is there, but not used in this configuration", Assert.Single(check.Examine([new BackendSection()])).Text);
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);
}
