using FaceRecMqtt.Faces.Backends;

namespace FaceRecMqtt.Recognition.Inference;

/// <summary>Work for the backend that serves, begun anew where another one takes its place meanwhile.</summary>
public static class ServingWork
{
    /// <summary>What is said where no backend serves.</summary>
    public const string NobodyServes = "No backend serves at the moment. Try again when one does.";

    // A switch takes seconds: whoever loses the race so often in a row should ask later.
    private const int Tries = 3;

    /// <summary>Does the work.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="active">Which backend serves.</param>
    /// <param name="work">Is given the backend; returns null where what it made is of a model that serves no more.</param>
    /// <param name="cancellation">Stops before the next try.</param>
    /// <exception cref="BackendException">No backend serves, it failed, or it was switched again and again.</exception>
    public static async Task<T> RunAsync<T>(ActiveBackend active, Func<InferenceThread, Task<T?>> work, CancellationToken cancellation)
        where T : class
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var thread = active.Current ?? throw new BackendException(NobodyServes);
            try
            {
                if (await work(thread).ConfigureAwait(false) is { } result)
                {
                    return result;
                }
            }
            catch (ObjectDisposedException) when (active.Current != thread)
            {
                // Replaced while the work waited for it.
            }
        }

        throw new BackendException($"The backend was switched {Tries} times meanwhile. Try again when that is over.");
    }
}
