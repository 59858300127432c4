using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Video.Stills;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Carries what recognition has to tell to MQTT.</summary>
/// <param name="reports">What it has to tell.</param>
/// <param name="discretion">Keeps back what is not to be told.</param>
/// <param name="mqtt">Where it goes.</param>
/// <param name="snapshots">Which pictures are published.</param>
/// <param name="latency">Is told the age of every decision.</param>
/// <param name="logger">Log.</param>
internal sealed class ReportPublisher(
    CameraReports reports, Discretion discretion, MqttNode mqtt, SnapshotsSection snapshots, DecisionAges latency, ILogger<ReportPublisher> logger)
{
    private readonly SnapshotPicture _picture = new();
    private bool _isMissingTold;

    /// <summary>Publishes until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var report in reports.ReadAllAsync(stopping))
            {
                discretion.Tell(report, Publish);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private void Publish(CameraReport report)
    {
        var camera = mqtt.Camera(report.Camera);
        switch (report)
        {
            case CameraReport.Decided decided:
                using (decided.Picture)
                {
                    camera.Decision(decided.Event);
                    if (decided.Event.EventType != FaceEventType.Left)
                    {
                        latency.Add(decided.Event.AgeMs);
                    }

                    PublishSnapshot(camera, decided);
                }

                break;
            case CameraReport.InView view:
                camera.InView(view.Faces, [.. view.Present.Select(face => new PresentFace(face.Person, face.Identity, face.Track, face.Since))]);
                break;
            default:
                throw new InvalidOperationException($"No such report: {report.GetType().Name}.");
        }
    }

    private void PublishSnapshot(CameraPublisher camera, CameraReport.Decided decided)
    {
        if (!snapshots.Publish || decided.Picture is not { } picture)
        {
            return;
        }

        if (_picture.Of(picture, decided.Face) is { } jpeg)
        {
            camera.Snapshot(jpeg, retain: decided.Event.Person is not null || snapshots.RetainUnknown);
        }
        else if (!_isMissingTold)
        {
            _isMissingTold = true;
            Log.NoSnapshots(logger, OpenCvLibrary.Cure);
        }
    }
}
