using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>The chosen backend while another serves: opened now and then beside that one, and watched until it may serve again. One thread at a time.</summary>
/// <param name="canary">Asks a device whether it computes as it did.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
internal sealed class LostBackend(DeviceCanary canary, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly ReturnRule _rule = new();
    private readonly long _origin = time.GetTimestamp();
    private BackendTrial? _trial;

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>It was lost.</summary>
    public void Lost() => _rule.Lost(Now);

    /// <summary>It serves again.</summary>
    public void TookBack() => _rule.TookBack(Now);

    /// <summary>It was to serve again and could not.</summary>
    public void Failed() => _rule.Failed(Now);

    /// <summary>Tries it where it is time.</summary>
    /// <param name="choice">The backend.</param>
    /// <param name="isUrgent">Whether nothing serves meanwhile, so that it serves as soon as it computes.</param>
    /// <returns>Whether it may serve, and a device's answer where it was asked.</returns>
    public async Task<(bool MayServe, CanaryVerdict? Verdict)> TryAsync(BackendChoice choice, bool isUrgent)
    {
        if (!_rule.IsDue(Now))
        {
            return default;
        }

        try
        {
            _trial ??= await BackendTrial.OpenAsync(choice).ConfigureAwait(false);
            CanaryVerdict? verdict = null;
            if (choice.Kind == BackendKind.Hailo)
            {
                verdict = await canary.AskAsync(_trial).ConfigureAwait(false);
            }
            else
            {
                await _trial.ProbeAsync().ConfigureAwait(false);
            }

            if (verdict?.Drift is null)
            {
                return (_rule.Worked(Now) || isUrgent, null);
            }

            await FailedAsync(choice.Name, verdict.Value.Drift).ConfigureAwait(false);
            return (false, verdict);
        }
        catch (Exception fault)
        {
            // Whatever is wrong with a backend that does not serve is nobody's trouble yet.
            await FailedAsync(choice.Name, fault.Message).ConfigureAwait(false);
            return default;
        }
    }

    /// <summary>Closes what was opened to watch it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_trial is { } trial)
        {
            _trial = null;
            await trial.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task FailedAsync(string name, string problem)
    {
        Log.NotYet(logger, name, problem);
        await DisposeAsync().ConfigureAwait(false);
        _rule.Failed(Now);
    }
}
