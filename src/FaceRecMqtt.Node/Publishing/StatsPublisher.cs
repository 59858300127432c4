using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Hosting;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Says every 10 s how many pictures each camera gave and how many were looked at.</summary>
internal sealed class StatsPublisher(CameraSet cameras, MqttNode mqtt, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    // By camera, not by name: one that was changed counts from nought.
    private Dictionary<WatchedCamera, (long Decoded, long Looked, long Dropped, long Bytes)> _last = [];

    /// <summary>Publishes until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, time);
        var since = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                var seconds = time.GetElapsedTime(since).TotalSeconds;
                since = time.GetTimestamp();
                _last = cameras.All.ToDictionary(camera => camera, camera => Publish(camera, _last.GetValueOrDefault(camera), seconds));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private (long Decoded, long Looked, long Dropped, long Bytes) Publish(
        WatchedCamera camera, (long Decoded, long Looked, long Dropped, long Bytes) last, double seconds)
    {
        var stats = camera.Source.Stats();
        var now = (stats.Decoded, Looked: camera.Recognition.Looked, stats.Dropped, stats.Bytes);
        mqtt.Camera(camera.Name).Stats(new CameraStats(
            (now.Decoded - last.Decoded) / seconds,
            (now.Looked - last.Looked) / seconds,
            (now.Dropped - last.Dropped) / seconds,
            now.Bytes == 0 ? null : 8 * (now.Bytes - last.Bytes) / seconds / 1000,
            (long?)stats.LastFrameAge?.TotalMilliseconds,
            stats.Reconnects));
        return now;
    }
}
