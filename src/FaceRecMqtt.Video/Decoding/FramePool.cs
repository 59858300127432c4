namespace FaceRecMqtt.Video.Decoding;

/// <summary>Frames of one camera, used again and again. Any thread may return one.</summary>
/// <remarks>Keeps at most <see cref="Kept"/>; a reader that holds more at once costs an allocation each, never a wait.</remarks>
internal sealed class FramePool : IDisposable
{
    internal const int Kept = 16;

    private readonly Lock _gate = new();
    private readonly DecodedFrame[] _free = new DecodedFrame[Kept];
    private int _count;
    private bool _closed;

    internal DecodedFrame Rent()
    {
        lock (_gate)
        {
            if (_count > 0)
            {
                return _free[--_count];
            }
        }

        return new(this);
    }

    internal void Return(DecodedFrame frame)
    {
        lock (_gate)
        {
            if (!_closed && _count < Kept)
            {
                _free[_count++] = frame;
                return;
            }
        }

        frame.Handle.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            for (; _count > 0; _count--)
            {
                _free[_count - 1].Handle.Dispose();
            }
        }
    }
}
