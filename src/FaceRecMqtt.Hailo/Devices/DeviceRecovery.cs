using FaceRecMqtt.Faces.Backends;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Keeps a backend's models on the device: after a failure it gives them up and opens them again on another thread, at growing intervals.</summary>
/// <remarks>
/// <see cref="Current"/> and <see cref="Fail"/> are called by the thread that computes and return at once; whatever may block runs in one background loop.
/// The first attempt is made after half a second; then they are 1, 2, 4 … 60 s apart and go on until one succeeds or this is disposed.
/// </remarks>
internal sealed class DeviceRecovery : IAsyncDisposable
{
    // Opened at once, a stuck device would hold the calling thread for another second, while another backend waits to take over.
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(10);

    private readonly Func<ModelPair> _open;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private volatile ModelPair? _current;
    private volatile string _problem = "";
    private Task _loop = Task.CompletedTask;
    private int _recoveries;

    /// <summary>Opens the models; blocks.</summary>
    /// <param name="open">Puts them on the device.</param>
    /// <param name="time">The clock of the intervals.</param>
    /// <param name="log">Told of failures.</param>
    /// <exception cref="BackendException">They cannot be opened; nothing is retried then.</exception>
    internal DeviceRecovery(Func<ModelPair> open, TimeProvider time, ILogger log)
    {
        (_open, _time, _log) = (open, time, log);
        _current = open();
    }

    /// <summary>The models; null while the device is opened again.</summary>
    internal ModelPair? Current => _current;

    /// <summary>Why the device is opened again; empty before the first failure.</summary>
    internal string Problem => _problem;

    /// <summary>How often it was opened again.</summary>
    internal int Recoveries => Volatile.Read(ref _recoveries);

    /// <summary>Gives the models up and begins to open them again.</summary>
    /// <param name="failed">What failed or has to be given up.</param>
    /// <param name="problem">Why.</param>
    internal void Fail(ModelPair failed, string problem)
    {
        if (Interlocked.CompareExchange(ref _current, null, failed) != failed)
        {
            return; // Given up already.
        }

        _problem = problem;
        failed.Retire();
        _loop = Task.Run(() => ReopenAsync(failed));
    }

    /// <summary>Stops the attempts and gives the models up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_loop, Task.Delay(LastPatience, _time)).ConfigureAwait(false);
        GiveUpCurrent();
        if (_loop.IsCompleted)
        {
            _stop.Dispose(); // Else an opening hangs in the library; it gives up what it opened, should it ever return.
        }
    }

    private void GiveUpCurrent() => Interlocked.Exchange(ref _current, null)?.Dispose();

    private async Task ReopenAsync(ModelPair failed)
    {
        failed.Dispose();
        await Task.Delay(Settling, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var delay = FirstDelay;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var opened = _open();
                Interlocked.Increment(ref _recoveries);
                _current = opened;
                if (_stop.IsCancellationRequested)
                {
                    GiveUpCurrent();
                }

                return;
            }
            catch (BackendException fault)
            {
                _problem = fault.Message;
                Log.NotYet(_log, delay, fault.Message);
            }

            await Task.Delay(delay, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }
}
