using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Video.Cameras;

/// <summary>One connection of a camera, from opening to its end, on a thread of its own because reading blocks.</summary>
internal sealed class CameraSession(CameraOptions options, IFrameSource source, FrameSlot slot, CameraCounters counters, TimeProvider time)
{
    /// <summary>Called with the first picture.</summary>
    internal required Action Opened { get; init; }

    private long _bytes;
    private long _lost;
    private long _firstFrame;
    private long _newestFrame;
    private int _width;
    private int _height;

    /// <summary>Reads until the source ends, fails or is interrupted.</summary>
    internal SessionEnd Run()
    {
        _newestFrame = time.GetTimestamp();
        if (!source.Open())
        {
            return new(source.Failure, WasHealthy: false, Finished: false);
        }

        counters.Facts(source.Facts);
        while (true)
        {
#pragma warning disable CA2000 // The slot owns the frame.
            switch (source.Read(out var frame))
#pragma warning restore CA2000
            {
                case ReadResult.Frame:
                    Show(frame!);
                    break;
                case ReadResult.Withheld:
                    counters.Damaged();
                    if (NoWholePicture() is { } corrupt)
                    {
                        return End(corrupt);
                    }

                    break;
                case ReadResult.Ended:
                    return End(source.Failure) with { Finished = IsMeantToEnd && _firstFrame != 0 };
                case ReadResult.Interrupted:
                    return End(null);
                default:
                    return End(source.Failure);
            }
        }
    }

    private bool IsMeantToEnd => !options.Loop && options.Source.Kind is SourceKind.File or SourceKind.Folder;

    private void Show(Frame frame)
    {
        counters.Decoded(frame);
        Count();
        _newestFrame = time.GetTimestamp();
        if (frame.Width != _width || frame.Height != _height)
        {
            (_width, _height) = (frame.Width, frame.Height);
            counters.Facts(source.Facts);
        }

        if (_firstFrame == 0)
        {
            _firstFrame = _newestFrame;
            Opened();
        }

        slot.Put(frame);
    }

    // Packets do arrive, but none gives a whole picture: a key frame may be far away, so this waits longer than a stall.
    private SourceFailure? NoWholePicture() =>
        time.GetElapsedTime(_newestFrame) > 3 * options.StallTimeout
            ? new(CameraReason.Corrupt, $"no whole picture for {3 * options.StallTimeout.TotalSeconds:0} s")
            : null;

    private SessionEnd End(SourceFailure? failure)
    {
        Count();
        var healthy = _firstFrame != 0 && time.GetElapsedTime(_firstFrame, _newestFrame) >= options.HealthyAfter;
        return new(failure, healthy, Finished: false);
    }

    private void Count()
    {
        var (bytes, lost) = (source.Bytes, source.LostPackets);
        counters.Received(bytes - _bytes, lost - _lost);
        (_bytes, _lost) = (bytes, lost);
    }
}
