using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Switching;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>Keeps the CPU's backend open beside a device while the policy is <c>auto</c>, and the gallery embedded for it.</summary>
/// <param name="choices">Every configured backend.</param>
/// <param name="companion">Name of the CPU's; null: there is none, and the policy <c>auto</c> is refused.</param>
/// <param name="gallery">Whose samples.</param>
/// <param name="active">Where the serving backend is found.</param>
/// <param name="desk">Where the crops lie.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Log.</param>
public sealed class CompanionBackend(
    IReadOnlyList<BackendChoice> choices, string? companion, FaceGallery gallery, ActiveBackend active, SecondLookDesk desk, TimeProvider time, ILogger logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly GalleryEmbedding _embedding = new(gallery);
    private readonly long _origin = time.GetTimestamp();
    private InferenceThread? _thread;
    private TimeSpan _next;
    private volatile bool _isAuto;

    /// <summary>Raised when the policy changed, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Whether there is a backend that can look.</summary>
    public bool IsPossible => companion is not null;

    /// <summary>Whether the policy is <c>auto</c>, else <c>fixed</c>.</summary>
    public bool IsAuto
    {
        get => _isAuto;
        set
        {
            _isAuto = value && IsPossible;
            Changed?.Invoke();
        }
    }

    /// <summary>Opens and closes until stopped; closes at the end.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                await LookAsync(stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
        finally
        {
            // Here, since opening may outlast everybody's patience at the stop.
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes what is open. <see cref="RunAsync"/> does so at its end; never beside it, since only one may touch it.</summary>
    public async ValueTask DisposeAsync()
    {
        desk.Companion = null;
        if (_thread is { } thread)
        {
            _thread = null;
            await thread.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Does once what has to be done.</summary>
    internal async Task LookAsync(CancellationToken stopping)
    {
        // Beside a CPU backend a second one would only take its time.
        if (!IsAuto || KindOf(active.Current?.Name) != BackendKind.Hailo)
        {
            await DisposeAsync().ConfigureAwait(false);
            return;
        }

        if (time.GetElapsedTime(_origin) < _next)
        {
            return;
        }

        try
        {
            _thread ??= await InferenceThread.StartAsync(
                await Task.Run(choices.First(choice => choice.Name == companion).Open, CancellationToken.None).ConfigureAwait(false),
                desk.ServeNext).ConfigureAwait(false);
            await _embedding.CompleteAsync(_thread, 0, (_, _) => { }, stopping).ConfigureAwait(false);
            if (desk.Companion is null)
            {
                Log.Begun(logger, _thread.Name);
                desk.Companion = _thread;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever is wrong here, the device goes on deciding alone.
            Log.NotBegun(logger, companion!, fault.Message);
            _next = time.GetElapsedTime(_origin) + AfterFailure;
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    private BackendKind? KindOf(string? name) => choices.FirstOrDefault(choice => choice.Name == name)?.Kind;
}
