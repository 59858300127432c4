using System.Text.Json.Nodes;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Recognition.Switching;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Says what the node and its cameras are, at the start and whenever that changes.</summary>
internal sealed class StatePublisher(MqttNode mqtt, CameraSet cameras, BackendSwitch backends, CompanionBackend companion)
{
    private readonly Lock _gate = new();
    private bool _snapshots;

    /// <summary>Everything that holds at the start.</summary>
    /// <param name="commands">What may be commanded.</param>
    /// <param name="configuration">The configuration without secrets; owned by the call.</param>
    /// <param name="snapshots">Whether pictures are published.</param>
    public void Begin(CommandTable commands, JsonObject configuration, bool snapshots)
    {
        _snapshots = snapshots;
        Describe(commands, configuration, snapshots);
        Backends();
        cameras.Entering = Watch;
        backends.Changed += Backends;
        companion.Changed += Backends;
    }

    /// <summary>Says what there is, at the start and after the cameras changed.</summary>
    /// <param name="commands">What may be commanded.</param>
    /// <param name="configuration">The configuration without secrets; owned by the call.</param>
    /// <param name="snapshots">Whether pictures are published.</param>
    public void Describe(CommandTable commands, JsonObject configuration, bool snapshots)
    {
        mqtt.Node.Info([.. cameras.All.Select(camera => camera.Name)], commands, configuration);
        mqtt.Devices.Describe(
            [.. backends.Status.Available.Select(backend => backend.Name)],
            [.. cameras.All.Select(camera => new CameraDescription(camera.Name, snapshots))],
            backends.Status.Available.Any(backend => backend.Kind is BackendKind.Hailo));
    }

    private void Watch(WatchedCamera camera)
    {
        camera.Source.StatusChanged = (_, status) => CameraChanged(camera, status);
        CameraChanged(camera, camera.Source.Status);
        var publisher = mqtt.Camera(camera.Name);
        publisher.Settings(camera.Settings);
        // What the last run left at the broker no longer holds.
        publisher.InView(0, []);
        if (!_snapshots)
        {
            publisher.ClearSnapshot();
        }
    }

    private void Backends()
    {
        // The switch and the CPU beside it tell on threads of their own: what is said last has to be what holds.
        lock (_gate)
        {
            Tell(backends.Status);
        }
    }

    private void Tell(BackendStatus status)
    {
        mqtt.Node.Backend(new BackendState(
            status.Active, PolicyCommand.Name(companion), status.SwitchingTo, [.. status.Available.Select(backend => new AvailableBackend(
                backend.Name, backend.Kind.ToString().ToLowerInvariant(), backend.Model?.Name, backend.Model?.Hash, backend.Problem is null, backend.Problem))]));
        foreach (var camera in cameras.All)
        {
            // Where a camera has no threshold of its own, the model's holds.
            mqtt.Camera(camera.Name).Settings(camera.Settings);
        }
    }

    private void CameraChanged(WatchedCamera camera, CameraStatus status)
    {
        mqtt.Camera(camera.Name).State(status.State switch
        {
            Video.Cameras.CameraState.Online => Mqtt.Payloads.CameraState.Online,
            Video.Cameras.CameraState.Disabled => Mqtt.Payloads.CameraState.Disabled,
            _ => Mqtt.Payloads.CameraState.Offline,
        });
        if (status.State != Video.Cameras.CameraState.Online)
        {
            camera.Recognition.SourceLost();
        }
    }
}
