using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Node.Hosting;

/// <summary>Cameras come and go while the node runs, and at its stop nothing is waited for in vain.</summary>
public sealed class CameraSetTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CameraReports _reports = new();
    private readonly FaceGallery _gallery;
    private readonly CameraSet _cameras;

    public CameraSetTests()
    {
        _gallery = Painted.Gallery(_folder);
        var active = new ActiveBackend();
        var turns = new CameraTurns(active);
        _cameras = new CameraSet(
            new CameraMaker
            {
                Recognition = new RecognitionSection(),
                Gallery = _gallery,
                Live = new LiveLooks(),
                Reports = _reports,
                Timings = new InferenceTimings(),
                Calls = new BackendCalls(_time),
                Desk = new SecondLookDesk(_gallery, new SecondLookOptions(), _time, NullLogger.Instance),
                Turns = turns,
                Kept = new KeptChoices(new SettingStore(_gallery)),
                UsualThreshold = () => 0.42f,
                Time = _time,
                Loggers = NullLoggerFactory.Instance,
            }.Make,
            turns,
            _reports,
            active);
    }

    public void Dispose()
    {
        _gallery.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Change_that_waits_for_reports_nobody_reads_ends_at_the_stop_and_the_cameras_are_freed()
    {
        await _cameras.ApplyAsync([Section("door")], CancellationToken.None);
        var gone = _cameras.All[0];
        using var stop = new CancellationTokenSource();
        var running = _cameras.RunAsync(stop.Token);
        // Nobody reads the reports: the camera's going cannot be told.
        var changing = _cameras.ApplyAsync([Section("hall")], CancellationToken.None);
        Assert.False(changing.IsCompleted);
        await stop.CancelAsync();
        await changing.WaitAsync(Patience);
        await running.WaitAsync(Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone.Recognition.NextPictureAsync(CancellationToken.None).WaitAsync(Patience));
        await _cameras.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    [Fact]
    public async Task Change_after_the_stop_waits_for_nothing()
    {
        await _cameras.ApplyAsync([Section("door")], CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var running = _cameras.RunAsync(stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(Patience);
        var changes = await _cameras.ApplyAsync([], CancellationToken.None).WaitAsync(Patience);
        Assert.Equal(["door"], changes.Removed);
        await _cameras.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    private static CameraSection Section(string name) => new() { Name = name, Source = new SourceAddress("/dev/video99"), Enabled = false };
}
