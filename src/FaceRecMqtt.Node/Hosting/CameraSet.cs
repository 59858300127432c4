using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Inference;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>All cameras of the node; they may change while it runs.</summary>
/// <param name="make">Makes a camera that does not read yet.</param>
/// <param name="turns">Serves them.</param>
/// <param name="reports">Where is told who has left.</param>
/// <param name="active">Which backend serves.</param>
internal sealed class CameraSet(Func<CameraSection, WatchedCamera> make, CameraTurns turns, CameraReports reports, ActiveBackend active) : IAsyncDisposable
{
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _changing = new(1);
    private volatile IReadOnlyList<WatchedCamera> _all = [];
    private bool _isRunning;
    private CancellationToken _stopping;

    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<WatchedCamera> All => _all;

    /// <summary>Called for every camera before it reads its first picture.</summary>
    public Action<WatchedCamera>? Entering { get; set; }

    /// <summary>The camera of a name, or the only one.</summary>
    /// <param name="name">The name; null for the only camera.</param>
    /// <param name="problem">Why there is none, as a sentence.</param>
    public WatchedCamera? Find(string? name, out string? problem)
    {
        var all = _all;
        var found = name is null
            ? all is [var only] ? only : null
            : all.FirstOrDefault(camera => string.Equals(camera.Name, name, StringComparison.Ordinal));
        problem = found is not null ? null
            : all.Count == 0 ? "This node has no cameras."
            : $"{(name is null ? "Name a camera" : $"No camera is called '{name}'")}; there is: {string.Join(", ", all.Select(camera => camera.Name))}.";
        return found;
    }

    /// <summary>Lets all cameras read until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await _changing.WaitAsync(stopping);
        try
        {
            (_isRunning, _stopping) = (true, stopping);
            foreach (var camera in _all)
            {
                Begin(camera);
            }
        }
        finally
        {
            _changing.Release();
        }

        await Task.WhenAny(_fault.Task, Task.Delay(Timeout.InfiniteTimeSpan, stopping));
        // A change that runs is soon over, since it waits for nothing any more; what it begins must not go on reading.
        await _changing.WaitAsync(CancellationToken.None);
        try
        {
            _isRunning = false;
            await Task.WhenAll(_all.Select(camera => camera.StopAsync()));
        }
        finally
        {
            _changing.Release();
        }

        if (_fault.Task.IsFaulted)
        {
            await _fault.Task;
        }
    }

    /// <summary>Makes the cameras those of a configuration; one whose section is the same goes on undisturbed.</summary>
    /// <param name="sections">The cameras there shall be.</param>
    /// <param name="cancellation">Calls it off, until the first camera is stopped.</param>
    /// <returns>What became of them.</returns>
    public async Task<CameraChanges> ApplyAsync(IReadOnlyList<CameraSection> sections, CancellationToken cancellation)
    {
        await _changing.WaitAsync(cancellation);
        try
        {
            var before = _all;
            var next = sections.Select(section => before.FirstOrDefault(camera => camera.Section == section) ?? make(section)).ToList();
            var (gone, entering) = (before.Except(next).ToList(), next.Except(before).ToList());
            await Task.WhenAll(gone.Select(camera => camera.StopAsync()));
            _all = next;
            turns.Serve([.. next.Select(camera => camera.Recognition)]);
            foreach (var camera in gone)
            {
                // Refused where the queue is full; left untold, the camera's last view would be told later, as if it were still there.
                var isRead = true;
                while (isRead && !camera.Recognition.Leave(active.Current?.Name ?? ""))
                {
                    isRead = await PassedAsync();
                }

                await camera.DisposeAsync();
            }

            if (gone.Count > 0)
            {
                // What they still had to tell must not come after whatever is done about their going.
                await PassedAsync();
            }

            foreach (var camera in entering.Where(_ => _isRunning))
            {
                Begin(camera);
            }

            return CameraChanges.Between(gone, entering);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Frees all cameras; <see cref="RunAsync"/> must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _changing.WaitAsync(CancellationToken.None);
        foreach (var camera in _all)
        {
            await camera.DisposeAsync();
        }

        _changing.Dispose();
    }

    // False: whoever reads the reports does not read any more.
    private async Task<bool> PassedAsync()
    {
        try
        {
            await reports.PassedAsync(_isRunning ? _stopping : new CancellationToken(canceled: true));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Begin(WatchedCamera camera)
    {
        Entering?.Invoke(camera);
        // A fault of the program must not pass unseen.
        _ = camera.Start().ContinueWith(
            ended => _fault.TrySetException(ended.Exception!.InnerExceptions),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
