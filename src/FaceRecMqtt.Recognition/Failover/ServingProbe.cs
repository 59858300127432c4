using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>Judges whether the serving backend has to be replaced; one whose calls fail is asked, not waited for. One thread at a time.</summary>
/// <param name="active">Where the serving backend is found.</param>
/// <param name="calls">Where failing calls are noted.</param>
/// <param name="time">Clock.</param>
internal sealed class ServingProbe(ActiveBackend active, BackendCalls calls, TimeProvider time)
{
    // Devices recover from a hiccup within less; nobody is missed at a door within it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>The question that a failing backend is being asked.</summary>
    public Task Asking { get; private set; } = Task.CompletedTask;

    /// <summary>Why the serving backend has to be replaced; null: it need not.</summary>
    public string? Problem()
    {
        if (active.Current is not { } serving)
        {
            return null;
        }

        if (serving.HasEnded)
        {
            return serving.Fault is { } fault ? $"its thread ended: {fault.Message}" : "its thread ended";
        }

        if (calls.Failure is not { } failure || failure.Backend != serving.Name)
        {
            return null;
        }

        if (Asking.IsCompleted)
        {
            // Pictures may be rare: whether it still fails is asked, not waited for.
            Asking = AskAsync(serving);
        }

        return failure.For >= Grace ? failure.Problem : null;
    }

    private async Task AskAsync(InferenceThread serving)
    {
        var begun = time.GetTimestamp();
        try
        {
            await BackendTrial.ProbeAsync(serving).ConfigureAwait(false);
            calls.Succeeded(serving.Name);
        }
        catch (BackendException fault)
        {
            calls.Failed(serving.Name, fault.Message, begun);
        }
        catch (ObjectDisposedException)
        {
            // It was replaced meanwhile.
        }
    }
}
