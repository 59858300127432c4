using System.Globalization;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Video.Cameras;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether a camera gives a picture: it is read as the node would read it, until the first picture or the first reason why not.</summary>
internal static class CameraCheck
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Tries one camera.</summary>
    public static async Task<Finding> LookAsync(CameraSection section, TimeProvider time, CancellationToken stopping)
    {
        var subject = $"camera {section.Name}";
        if (!section.Enabled)
        {
            return Finding.Ok(subject, "switched off in the configuration");
        }

        var settled = new TaskCompletionSource<CameraStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var camera = new Camera(section.ToOptions(), time, NullLogger<Camera>.Instance)
        {
            StatusChanged = (_, status) =>
            {
                if (status is { State: CameraState.Online } or { State: CameraState.Offline, Reason: not CameraReason.Connecting })
                {
                    settled.TrySetResult(status);
                }
            },
        };
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        // Off this thread: the first steps of opening may block.
        var running = Task.Run(() => camera.RunAsync(ending.Token), CancellationToken.None);
        try
        {
            return Judge(subject, section, await settled.Task.WaitAsync(section.ConnectTimeout + Grace, time, stopping), camera.Stats());
        }
        catch (TimeoutException)
        {
            return Finding.Fail(subject, "no picture in time", "see whether the address is right");
        }
        finally
        {
            await ending.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Finding Judge(string subject, CameraSection section, CameraStatus status, CameraStats stats)
    {
        if (status.State is not CameraState.Online)
        {
            return Finding.Fail(subject, $"{section.Source}: {status.Text}", status.Reason switch
            {
                CameraReason.Unauthorized => "check username and password",
                CameraReason.Unreachable => "check the address, the cable and whether the camera is on",
                CameraReason.NotFound => "check the path behind the host; the camera's manual names it",
                _ => null,
            });
        }

        var facts = stats.Stream is { } known
            ? string.Create(CultureInfo.InvariantCulture, $", {known.Codec} {known.Width}×{known.Height}")
            : "";
        return Finding.Ok(subject, $"{section.Source} gives pictures{facts}");
    }
}
