using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Failover;
using FaceRecMqtt.Video.Cameras;
using CameraState = FaceRecMqtt.Video.Cameras.CameraState;

namespace FaceRecMqtt.Node.Health;

/// <summary>What is wrong with the node at a moment, each with its cure.</summary>
/// <param name="cameras">The cameras.</param>
/// <param name="backends">The backends.</param>
/// <param name="npu">The NPU.</param>
internal sealed class HealthProblems(CameraSet cameras, BackendSupervisor backends, NpuHealth npu)
{
    /// <summary>Everything that is wrong, in a stable order.</summary>
    public IReadOnlyList<HealthProblem> Now() => [.. OfBackends(), .. npu.Alarms.Select(NpuAlarm.Problem), .. cameras.All.SelectMany(OfCamera)];

    /// <summary>The verdict on these problems.</summary>
    public HealthStatus Judge(IReadOnlyList<HealthProblem> found) =>
        found.Count == 0 ? HealthStatus.Ok
        : backends.Status.Active is null || cameras.All is { Count: > 0 } all && all.All(camera => camera.Source.Status.State == CameraState.Offline)
            ? HealthStatus.Failing
            : HealthStatus.Degraded;

    private IEnumerable<HealthProblem> OfBackends()
    {
        var status = backends.Status;
        // Without a known problem none was tried to the end yet: a second after the start that is no problem, and a sensor must not flicker.
        if (status.Active is null && status.Available.FirstOrDefault(backend => backend.Problem is not null)?.Problem is { } known)
        {
            yield return new("no_backend", $"Nothing recognises faces: {known}", "Run `facerec doctor`; switch to another backend with the command backend.");
        }

        if (backends.FailedOver is { } failed && status.Active is not null)
        {
            yield return new(
                "backend_failed_over",
                $"{failed.To} serves in place of {failed.From}: {failed.Problem}",
                $"{failed.From} takes over again by itself once it works; `facerec doctor` explains what is wrong with it.");
        }

        if (backends.Drift is { } drift)
        {
            yield return new(
                "npu_drift",
                $"The NPU cannot be trusted: {drift}.",
                "Its device is opened anew by itself. If that does not help, a power cycle may be needed: shut down, take the power away, start again. "
                    + "After an update of driver or library alone delete npu-answers.bin in the data folder.");
        }
    }

    private static IEnumerable<HealthProblem> OfCamera(WatchedCamera camera)
    {
        var status = camera.Source.Status;
        if (status is { State: CameraState.Offline, Reason: not CameraReason.Connecting })
        {
            yield return new("camera_offline", $"{camera.Name}: {status.Text}", CameraCure.Of(status.Reason));
        }

        if (camera.Recognition.Problem is { } problem)
        {
            yield return new("recognition_failed", $"{camera.Name}: {problem}", "Run `facerec doctor`; switch to another backend with the command backend.");
        }
    }
}
