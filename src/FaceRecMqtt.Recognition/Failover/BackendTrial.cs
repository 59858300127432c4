using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>A backend that was lost, opened beside the one that serves to see whether it works again.</summary>
internal sealed class BackendTrial : IAsyncDisposable
{
    private readonly InferenceThread _thread;

    private BackendTrial(InferenceThread thread) => _thread = thread;

    /// <summary>Opens the backend and lets it pass its own test.</summary>
    /// <param name="choice">The backend.</param>
    /// <exception cref="BackendException">It cannot be used.</exception>
    public static async Task<BackendTrial> OpenAsync(BackendChoice choice)
    {
        var backend = await Task.Run(choice.Open).ConfigureAwait(false);
#pragma warning disable CA2000 // The thread belongs to the trial, which is disposed below or by the caller.
        var trial = new BackendTrial(await InferenceThread.StartAsync(backend).ConfigureAwait(false));
#pragma warning restore CA2000
        try
        {
            if (await trial._thread.RunAsync(choice.SelfTest, CancellationToken.None).ConfigureAwait(false) is { } problem)
            {
                throw new BackendException(problem);
            }

            return trial;
        }
        catch
        {
            await trial.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The backend's recogniser.</summary>
    public EmbeddingModel Model => _thread.Model;

    /// <summary>Lets it embed a face.</summary>
    /// <returns>The embedding before normalisation.</returns>
    /// <exception cref="BackendException">It does not compute.</exception>
    public Task<float[]> ProbeAsync() => ProbeAsync(_thread);

    /// <summary>Lets a backend embed a face on its thread.</summary>
    /// <param name="thread">The backend's.</param>
    /// <exception cref="BackendException">It does not compute.</exception>
    public static Task<float[]> ProbeAsync(InferenceThread thread) => thread.RunAsync(
        backend =>
        {
            var raw = new float[backend.Model.Length];
            backend.Embed(DrawnFace.Crop, 1, raw);
            return raw;
        },
        CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _thread.DisposeAsync();
}
