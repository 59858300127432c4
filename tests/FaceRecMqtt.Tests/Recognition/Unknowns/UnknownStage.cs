using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>A gallery, a clock and the unknown people beside it, that can be restarted.</summary>
internal sealed class UnknownStage : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly UnknownsOptions _options;
    private int _tracks;

    public UnknownStage(UnknownsOptions? options = null)
    {
        _options = options ?? new UnknownsOptions();
        (Gallery, People) = Open();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero));

    public ActiveBackend Active { get; } = new();

    public FaceGallery Gallery { get; private set; }

    public UnknownPeople People { get; private set; }

    public string NextTrack => $"door-{++_tracks}";

    /// <summary>The process ends and starts again.</summary>
    public void Restart(UnknownsOptions? options = null)
    {
        Close();
        (Gallery, People) = Open(options);
    }

    /// <summary>A stranger comes by and leaves; what was told of it first, if anything.</summary>
    public FaceEvent? Meet(UnknownLook look, string camera = "door")
    {
        var track = NextTrack;
        var told = People.Resolve(Strangers.Report(FaceEventType.Unknown, track, Time.GetUtcNow(), look, camera: camera));
        Time.Advance(TimeSpan.FromSeconds(3));
        var left = People.Resolve(Strangers.Report(FaceEventType.Left, track, Time.GetUtcNow(), camera: camera));
        Assert.Equal((told is null, told?.UnknownId), (left is null, left?.UnknownId));
        return told;
    }

    public string? Id(int person, int view = 0, float degrees = 20) => Meet(Strangers.Look(person, view, degrees))?.UnknownId;

    /// <summary>Everything that lies in the data folder.</summary>
    public IEnumerable<byte[]> Written() => Directory.EnumerateFiles(_folder.Path).Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    private (FaceGallery Gallery, UnknownPeople People) Open(UnknownsOptions? options = null)
    {
        var gallery = Painted.Gallery(_folder, Time);
        return (gallery, new UnknownPeople(gallery, Active, options ?? _options, Time, NullLogger.Instance));
    }

    private void Close()
    {
        People.Dispose();
        Gallery.Dispose();
    }
}
