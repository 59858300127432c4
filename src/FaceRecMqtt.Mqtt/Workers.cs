namespace FaceRecMqtt.Mqtt;

/// <summary>Workers that end together: where one faults the others are stopped, since a node that half obeys looks like a whole one.</summary>
internal static class Workers
{
    /// <summary>Runs them until stopped or until one faults.</summary>
    /// <param name="stopping">Ends them all.</param>
    /// <param name="workers">Each runs until its token is cancelled.</param>
    /// <returns>Ends when all have ended, faulted with what the first one threw.</returns>
    public static async Task RunAsync(CancellationToken stopping, params Func<CancellationToken, Task>[] workers)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAll(workers.Select(GuardedAsync));

        async Task GuardedAsync(Func<CancellationToken, Task> worker)
        {
            try
            {
                await worker(ending.Token);
            }
            catch
            {
                await ending.CancelAsync();
                throw;
            }
        }
    }
}
