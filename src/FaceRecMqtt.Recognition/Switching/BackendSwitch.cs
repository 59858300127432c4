using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Switching;

/// <summary>Puts a configured backend to work, at the start and while others are served: opens and tests it, embeds the gallery with it, swaps.</summary>
/// <remarks>One switch at a time. Until the swap the old backend serves as if nothing happened; after it the old one is disposed once it is idle.</remarks>
public sealed class BackendSwitch : IAsyncDisposable
{
    private readonly FaceGallery _gallery;
    private readonly ActiveBackend _active;
    private readonly GalleryEmbedding _embedding;
    private readonly BackendConditions _conditions;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Func<InferenceThread, IInferenceBackend, bool>? _serve;
    private string? _switchingTo;

    /// <summary>Nothing serves yet; the first <see cref="SwitchAsync"/> starts the start-up backend.</summary>
    /// <param name="choices">Every configured backend; names differ.</param>
    /// <param name="gallery">Whose pictures are embedded.</param>
    /// <param name="active">Where the serving backend is found.</param>
    /// <param name="time">Clock.</param>
    /// <param name="logger">Log.</param>
    /// <param name="serve">What each backend's thread does while nothing else is asked of it, see <see cref="InferenceThread.StartAsync"/>; null for nothing.</param>
    public BackendSwitch(
        IReadOnlyList<BackendChoice> choices,
        FaceGallery gallery,
        ActiveBackend active,
        TimeProvider time,
        ILogger logger,
        Func<InferenceThread, IInferenceBackend, bool>? serve = null)
    {
        (_gallery, _active, _time, _logger, _serve) = (gallery, active, time, logger, serve);
        _embedding = new GalleryEmbedding(gallery);
        _conditions = new BackendConditions(choices);
    }

    /// <summary>Raised when <see cref="Status"/> changed, on any thread.</summary>
    public event Action? Changed;

    /// <summary>What serves, what could, and what is wrong with the rest.</summary>
    public BackendStatus Status
    {
        get
        {
            // From the swap on the switch is over for everybody but the old backend, which is still being disposed.
            var (active, switchingTo) = (_active.Current?.Name, Volatile.Read(ref _switchingTo));
            return new BackendStatus(active, switchingTo == active ? null : switchingTo, _conditions.All());
        }
    }

    /// <summary>Whether a switch runs.</summary>
    public bool IsSwitching => Volatile.Read(ref _switchingTo) is not null;

    /// <summary>Switches to a backend.</summary>
    /// <param name="name">Its name in the configuration.</param>
    /// <param name="progress">Is told how many samples of how many are embedded; returns at once.</param>
    /// <param name="cancellation">Calls the switch off, until the swap.</param>
    public Task<SwitchResult> SwitchAsync(string name, Action<int, int> progress, CancellationToken cancellation) => AloneAsync(
        name,
        choice => _active.Current is { HasEnded: false } serving && serving.Name == choice.Name
            ? Task.FromResult<SwitchResult>(new SwitchResult.AlreadyActive())
            : TryAsync(choice, progress, cancellation));

    /// <summary>Disposes the serving backend, so that what it shares with nobody is released, and opens it anew; nothing serves meanwhile, nor if that fails.</summary>
    /// <param name="name">Its name in the configuration; where another serves by now, that one is left alone.</param>
    /// <param name="cancellation">Calls the opening off, until the swap.</param>
    public Task<SwitchResult> ReopenAsync(string name, CancellationToken cancellation) => AloneAsync(name, async choice =>
    {
        if (_active.Current?.Name != choice.Name)
        {
            return new SwitchResult.Failed($"Backend '{choice.Name}' does not serve any more.");
        }

        await DisposeAsync().ConfigureAwait(false);
        Changed?.Invoke();
        return await TryAsync(choice, (_, _) => { }, cancellation).ConfigureAwait(false);
    });

    /// <summary>Takes the serving backend away and disposes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_active.Exchange(null) is { } last)
        {
            await last.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<SwitchResult> AloneAsync(string name, Func<BackendChoice, Task<SwitchResult>> change)
    {
        if (_conditions.Choice(name) is not { } choice)
        {
            return new SwitchResult.NotFound();
        }

        if (Interlocked.CompareExchange(ref _switchingTo, choice.Name, null) is { } running)
        {
            return new SwitchResult.Busy(running);
        }

        SwitchResult result;
        try
        {
            Changed?.Invoke();
            result = await change(choice).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _switchingTo, null);
        }

        Changed?.Invoke();
        return result;
    }

    private async Task<SwitchResult> TryAsync(BackendChoice choice, Action<int, int> progress, CancellationToken cancellation)
    {
        try
        {
            var result = await PutToWorkAsync(choice, progress, cancellation).ConfigureAwait(false);
            Log.Switched(_logger, choice.Name, result.Embedded, result.Took);
            return result;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Log.CalledOff(_logger, choice.Name);
            return new SwitchResult.Cancelled();
        }
        catch (Exception fault)
        {
            // Whatever went wrong belongs to the backend that was to come; the one that serves has not been touched.
            _conditions.Broke(choice.Name, fault.Message);
            // What backends refuse says itself what is wrong; where it was found out matters only for a fault of the program.
            Log.SwitchFailed(_logger, choice.Name, _active.Current?.Name ?? "none", fault.Message, fault is BackendException ? null : fault);
            return new SwitchResult.Failed(fault.Message);
        }
    }

    private async Task<SwitchResult.Switched> PutToWorkAsync(BackendChoice choice, Action<int, int> progress, CancellationToken cancellation)
    {
        var started = _time.GetTimestamp();
        cancellation.ThrowIfCancellationRequested();
        // Loading a model takes a second of computing: not on the caller's thread.
        var backend = await Task.Run(choice.Open, CancellationToken.None).ConfigureAwait(false);
        InferenceThread? idle = null;
        try
        {
#pragma warning disable CA2000 // Once it serves, the thread belongs to the holder; until then the finally block disposes it.
            var thread = idle = await InferenceThread.StartAsync(backend, _serve).ConfigureAwait(false);
#pragma warning restore CA2000
            if (await thread.RunAsync(choice.SelfTest, cancellation).ConfigureAwait(false) is { } problem)
            {
                throw new BackendException(problem);
            }

            _conditions.Works(choice.Name, thread.Model);
            var embedded = 0;
            do
            {
                // Again as long as people are enrolled meanwhile: everybody is known to the new backend before it serves.
                embedded += await _embedding.CompleteAsync(thread, embedded, progress, cancellation).ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
            }
            while (!_gallery.TryServe(thread.Model, () => idle = _active.Exchange(thread)));
            thread.Wake();
            // Told now: to dispose the old one can take seconds where its device is stuck.
            Changed?.Invoke();
            return new SwitchResult.Switched(choice.Name, embedded, _time.GetElapsedTime(started));
        }
        finally
        {
            // The new one when it failed, the old one when it was replaced.
            if (idle is not null)
            {
                await idle.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
