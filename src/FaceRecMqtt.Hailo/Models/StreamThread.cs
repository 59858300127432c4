using FaceRecMqtt.Hailo.Interop;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>A thread that moves the frames of a run one after the other and stops at the first failure.</summary>
internal sealed class StreamThread : IDisposable
{
    private readonly Func<int, HailoStatus> _move;
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread _thread;
    private int _frames;
    private volatile bool _stopping;

    /// <summary>Starts the thread; it waits for the first run.</summary>
    /// <param name="name">Shown by debuggers and <c>top -H</c>.</param>
    /// <param name="move">Moves one frame; may block for the stream's timeout.</param>
    internal StreamThread(string name, Func<int, HailoStatus> move)
    {
        _move = move;
        _thread = new Thread(Loop) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>How the last run ended.</summary>
    internal HailoStatus Status { get; private set; }

    /// <summary>Begins a run.</summary>
    internal void Begin(int frames)
    {
        _frames = frames;
        _begun.Release();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it came in time.</returns>
    internal bool Wait(TimeSpan patience) => _done.Wait(patience);

    /// <summary>Ends the thread once the frame under way is through.</summary>
    internal void Stop()
    {
        _stopping = true;
        _begun.Release();
    }

    /// <summary>Waits for the thread's end.</summary>
    internal bool Join(TimeSpan patience) => _thread.Join(patience);

    /// <summary>Frees what it waited with; after its end only.</summary>
    public void Dispose()
    {
        _begun.Dispose();
        _done.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _begun.Wait();
            if (_stopping)
            {
                return;
            }

            Status = Move();
            _done.Release();
        }
    }

    private HailoStatus Move()
    {
        try
        {
            for (var frame = 0; frame < _frames; frame++)
            {
                var status = _stopping ? HailoStatus.StreamAbort : _move(frame);
                if (status is not HailoStatus.Success)
                {
                    return status;
                }
            }

            return HailoStatus.Success;
        }
        catch (ObjectDisposedException)
        {
            return HailoStatus.StreamAbort; // The model was given up meanwhile.
        }
    }
}
