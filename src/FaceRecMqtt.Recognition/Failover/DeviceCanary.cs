using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>Asks a device whether it still computes the same: it may go on answering and yet answer wrongly, and nothing but its own first answer tells.</summary>
/// <param name="calls">Where the last success is found and a failed question is noted.</param>
/// <param name="time">Clock.</param>
/// <param name="answers">The first answers.</param>
internal sealed class DeviceCanary(BackendCalls calls, TimeProvider time, CanaryAnswers answers)
{
    private readonly CanarySchedule _schedule = new();
    private readonly long _origin = time.GetTimestamp();
    private InferenceThread? _asked;

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Asks the serving device where it is time.</summary>
    /// <param name="serving">A device's backend.</param>
    /// <returns>Null: it was not asked, or did not answer.</returns>
    public async Task<CanaryVerdict?> AskIfDueAsync(InferenceThread serving)
    {
        if (!ReferenceEquals(serving, _asked))
        {
            _schedule.Restart();
        }

        _asked = serving;
        TimeSpan? used = calls.Used is var last and not 0 ? time.GetElapsedTime(_origin, last) : null;
        return _schedule.IsDue(Now, used, calls.Failure is not null, calls.Failures) ? await AskAsync(serving).ConfigureAwait(false) : null;
    }

    /// <summary>Asks a device now.</summary>
    /// <param name="serving">A device's backend.</param>
    /// <returns>Null: it did not answer.</returns>
    public async Task<CanaryVerdict?> AskAsync(InferenceThread serving)
    {
        var begun = time.GetTimestamp();
        (_asked, var asked) = (serving, Now);
        _schedule.Asked(asked);
        try
        {
            return new CanaryVerdict(answers.Compare(serving.Model, await BackendTrial.ProbeAsync(serving).ConfigureAwait(false)));
        }
        catch (BackendException fault)
        {
            calls.Failed(serving.Name, fault.Message, begun);
        }
        catch (ObjectDisposedException)
        {
            // It was replaced meanwhile.
        }

        return null;
    }

    /// <summary>Asks a device that does not serve.</summary>
    /// <param name="trial">Its backend.</param>
    /// <exception cref="BackendException">It does not compute.</exception>
    public async Task<CanaryVerdict> AskAsync(BackendTrial trial) => new(answers.Compare(trial.Model, await trial.ProbeAsync().ConfigureAwait(false)));
}
