using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Video.Stills;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Publishes the picture of each decision.</summary>
/// <param name="mqtt">Where it goes.</param>
/// <param name="snapshots">Which pictures are published.</param>
/// <param name="logger">Log.</param>
internal sealed class SnapshotPublisher(MqttNode mqtt, SnapshotsSection snapshots, ILogger<SnapshotPublisher> logger)
{
    private readonly SnapshotPicture _picture = new();
    private bool _isMissingTold;

    /// <summary>Publishes the picture of a decision, if it has one and it is wanted.</summary>
    public void Publish(CameraReport.Decided decided)
    {
        if (decided.Event is { EventType: FaceEventType.Changed, Person: null } && !snapshots.RetainUnknown)
        {
            // The picture that is kept may be the one that was taken for somebody's.
            mqtt.Camera(decided.Camera).ClearSnapshot();
        }

        if (!snapshots.Publish || decided.Picture is not { } picture)
        {
            return;
        }

        if (_picture.Of(picture, decided.Face) is { } jpeg)
        {
            mqtt.Camera(decided.Camera).Snapshot(jpeg, retain: decided.Event.Person is not null || snapshots.RetainUnknown);
        }
        else if (!_isMissingTold)
        {
            _isMissingTold = true;
            Log.NoSnapshots(logger, OpenCvLibrary.Cure);
        }
    }
}
