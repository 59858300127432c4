using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>A camera with what is recognised in it.</summary>
/// <param name="section">How it is configured.</param>
/// <param name="source">Gives the pictures; owned.</param>
/// <param name="recognition">Looks at them; owned.</param>
/// <param name="usualSimilarity">Threshold while none was set for this camera.</param>
/// <param name="kept">Keeps what people set.</param>
internal sealed class WatchedCamera(
    CameraSection section, Camera source, CameraRecognition recognition, Func<float> usualSimilarity, KeptCameraSettings kept) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private Task _running = Task.CompletedTask;

    /// <summary>How it is configured.</summary>
    public CameraSection Section => section;

    /// <summary>Gives the pictures.</summary>
    public Camera Source => source;

    /// <summary>Looks at them.</summary>
    public CameraRecognition Recognition => recognition;

    /// <summary>Name in topics.</summary>
    public string Name => source.Name;

    /// <summary>The settings in force.</summary>
    public CameraSettings Settings => new(source.IsEnabled, recognition.MinSimilarity ?? usualSimilarity());

    /// <summary>Changes settings and keeps them; waits for the disk.</summary>
    /// <param name="enabled">Whether it is watched; null to leave it.</param>
    /// <param name="minSimilarity">Similarity a name needs; null to leave it.</param>
    /// <returns>The settings in force afterwards.</returns>
    public CameraSettings Apply(bool? enabled, double? minSimilarity)
    {
        if (enabled is { } on)
        {
            source.SetEnabled(on);
            kept.KeepEnabled(on);
        }

        if (minSimilarity is { } least)
        {
            recognition.MinSimilarity = (float)least;
            kept.KeepMinSimilarity((float)least);
        }

        return Settings;
    }

    /// <summary>Begins to read, on another thread: the first steps of opening a camera may block.</summary>
    /// <returns>Ends with the camera; faulted where that was a mistake of the program.</returns>
    public Task Start() => _running = Task.Run(() => source.RunAsync(_ending.Token), CancellationToken.None);

    /// <summary>Ends reading; returns when no picture comes any more.</summary>
    public async Task StopAsync()
    {
        await _ending.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends reading and frees everything; no thread may serve it any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        source.Dispose();
        recognition.Dispose();
        _ending.Dispose();
    }
}
