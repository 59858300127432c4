using System.Threading.Channels;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Inference;

/// <summary>The one thread that calls a backend, and the owner of that backend.</summary>
/// <remarks>
/// What was asked for comes first, in its order; between, the cameras' pictures are served. The queue is bounded: who asks while it is
/// full waits for a place.
/// </remarks>
public sealed class InferenceThread : IAsyncDisposable
{
    private const int WaitingJobs = 64;

    private readonly IInferenceBackend _backend;
    private readonly Channel<Job> _jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(WaitingJobs) { SingleReader = true });
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AutoResetEvent _bell = new(initialState: false);
    private readonly Func<InferenceThread, IInferenceBackend, bool> _serve;
    private volatile bool _stopping;

    private InferenceThread(IInferenceBackend backend, Func<InferenceThread, IInferenceBackend, bool> serve)
    {
        (_backend, _serve) = (backend, serve);
        (Name, Model) = (backend.Name, backend.Model);
        new Thread(Loop) { Name = $"infer {Name}", IsBackground = true }.Start();
    }

    /// <summary>Name of the backend.</summary>
    public string Name { get; }

    /// <summary>The backend's recogniser.</summary>
    public EmbeddingModel Model { get; }

    /// <summary>Whether the thread has ended: disposed, or by a fault.</summary>
    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>What ended the thread; null while it runs and where it was disposed.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Starts the thread and lets the backend enter it.</summary>
    /// <param name="backend">Owned by the thread from here on, also when this fails.</param>
    /// <param name="serve">Called on the thread whenever nothing else is asked for: serves one picture and returns true, or false when none
    /// waits, which lets the thread sleep until <see cref="Wake"/>. Must not throw. Null: there is nothing to serve.</param>
    /// <exception cref="BackendException">The backend could not enter; it is disposed.</exception>
    public static async Task<InferenceThread> StartAsync(IInferenceBackend backend, Func<InferenceThread, IInferenceBackend, bool>? serve = null)
    {
        var thread = new InferenceThread(backend, serve ?? ((_, _) => false));
        await thread._entered.Task.ConfigureAwait(false);
        return thread;
    }

    /// <summary>Does something with the backend on its thread.</summary>
    /// <param name="work">Must not keep the backend.</param>
    /// <param name="cancellation">Takes the work back while it waits; work that has begun is finished.</param>
    /// <exception cref="ObjectDisposedException">The backend no longer serves; ask the one that does.</exception>
    public async Task<T> RunAsync<T>(Func<IInferenceBackend, T> work, CancellationToken cancellation)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var job = new Job(
            backend =>
            {
                try
                {
                    cancellation.ThrowIfCancellationRequested();
                    result.TrySetResult(work(backend));
                }
                catch (Exception fault)
                {
                    result.TrySetException(fault);
                }
            },
            () => result.TrySetException(new ObjectDisposedException(Name)));
        try
        {
            await _jobs.Writer.WriteAsync(job, cancellation).ConfigureAwait(false);
            Wake();
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(Name);
        }

        return await result.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Says that a picture waits. Returns at once, allocates nothing, safe on any thread and after the end.</summary>
    public void Wake()
    {
        if (!_stopping)
        {
            _bell.Set();
        }
    }

    /// <summary>Finishes what runs, refuses what waits, and disposes the backend on its thread.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _jobs.Writer.TryComplete();
        _bell.Set();
        await _ended.Task.ConfigureAwait(false);
    }

    private void Loop()
    {
        try
        {
            _backend.EnterThread();
            _entered.SetResult();
            while (!_stopping)
            {
                if (_jobs.Reader.TryRead(out var job))
                {
                    job.Do(_backend);
                }
                else if (!_serve(this, _backend))
                {
                    _bell.WaitOne();
                }
            }
        }
        catch (Exception fault)
        {
            // Read once the thread has ended.
            Fault = fault;
            _entered.TrySetException(fault);
        }
        finally
        {
            _stopping = true;
            _jobs.Writer.TryComplete();
            while (_jobs.Reader.TryRead(out var job))
            {
                job.Refuse();
            }

            _backend.Dispose();
            _ended.SetResult();
        }
    }

    private readonly record struct Job(Action<IInferenceBackend> Do, Action Refuse);
}
