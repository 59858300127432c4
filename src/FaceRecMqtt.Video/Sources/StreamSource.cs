using System.Runtime.InteropServices;
using System.Text;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Decoding;
using FaceRecMqtt.Video.Interop;

namespace FaceRecMqtt.Video.Sources;

/// <summary>A stream or file decoded by FFmpeg.</summary>
internal sealed class StreamSource : IFrameSource
{
    private readonly CameraOptions _options;
    private readonly FramePool _pool;
    private readonly TimeProvider _time;
    private readonly StreamHandle _stream;
    private bool _open;

    /// <exception cref="MediaException">libfacerec_media is missing.</exception>
    internal StreamSource(CameraOptions options, FramePool pool, TimeProvider time)
    {
        MediaLoader.Require();
        _options = options;
        _pool = pool;
        _time = time;
        _stream = MediaLibrary.fr_stream_new();
        if (_stream.IsInvalid)
        {
            _stream.Dispose();
            throw new MediaException("No memory for a stream.");
        }
    }

    public SourceFailure? Failure { get; private set; }

    public long Bytes => NativeFacts().Bytes;

    public long LostPackets => NativeFacts().LostPackets;

    public StreamFacts? Facts
    {
        get
        {
            if (!Volatile.Read(ref _open))
            {
                return null;
            }

            var facts = NativeFacts();
            ReadOnlySpan<byte> name = facts.Codec;
            var end = name.IndexOf((byte)0);
            return new(Encoding.UTF8.GetString(end < 0 ? name : name[..end]), facts.Width, facts.Height, facts.FramesPerSecond, facts.Hardware != 0);
        }
    }

    public bool Open()
    {
        var status = MediaLibrary.fr_stream_open(_stream, _options.Source.Reveal(), _options.Decoder, new NativeOpenOptions
        {
            OpenTimeoutUs = (long)_options.ConnectTimeout.TotalMicroseconds,
            ReadTimeoutUs = (long)_options.StallTimeout.TotalMicroseconds,
            MaxPixels = _options.MaxPixels,
            Kind = (int)_options.Source.Kind,
            Threads = Math.Clamp(_options.DecoderThreads, 1, 16),
            Paced = _options is { RealTime: true, Source.Kind: SourceKind.File } ? 1 : 0,
            Udp = _options.Transport == RtspTransport.Udp ? 1 : 0,
        });
        Volatile.Write(ref _open, status == NativeStatus.Ok);
        return status == NativeStatus.Ok || Fail(status) == ReadResult.Frame;
    }

    public ReadResult Read(out Frame? frame)
    {
        frame = null;
        var next = _pool.Rent();
        NativeStatus status;
        NativePictureInfo info;
        try
        {
            status = MediaLibrary.fr_stream_read(_stream, next.Handle, out info);
            if (status == NativeStatus.End && _options is { Loop: true, Source.Kind: SourceKind.File })
            {
                status = MediaLibrary.fr_stream_rewind(_stream);
                status = status == NativeStatus.Ok ? MediaLibrary.fr_stream_read(_stream, next.Handle, out info) : status;
            }
        }
        catch
        {
            _pool.Return(next);
            throw;
        }

        if (status != NativeStatus.Ok)
        {
            _pool.Return(next);
            return status == NativeStatus.Withheld ? ReadResult.Withheld : Fail(status);
        }

        // The shim tells an age, so that both clocks are this program's, also in tests.
        var age = TimeSpan.FromTicks(info.AgeNs / 100);
        next.Show(info, _time.GetUtcNow() - age, _time.GetTimestamp() - (long)(info.AgeNs * (_time.TimestampFrequency / 1e9)));
        frame = next;
        return ReadResult.Frame;
    }

    public void Interrupt()
    {
        if (!_stream.IsClosed)
        {
            MediaLibrary.fr_stream_interrupt(_stream);
        }
    }

    public void Dispose() => _stream.Dispose();

    private ReadResult Fail(NativeStatus status)
    {
        var text = Marshal.PtrToStringUTF8(MediaLibrary.fr_stream_error(_stream)) ?? "";
        switch (status)
        {
            case NativeStatus.Interrupted:
                return ReadResult.Interrupted;
            case NativeStatus.End:
                Failure = new(CameraReason.Ended, "the stream has ended");
                return ReadResult.Ended;
            default:
                Failure = new(ReasonOf(status), text);
                return ReadResult.Failed;
        }
    }

    private static CameraReason ReasonOf(NativeStatus status) => status switch
    {
        NativeStatus.Unreachable => CameraReason.Unreachable,
        NativeStatus.Unauthorized => CameraReason.Unauthorized,
        NativeStatus.NotFound => CameraReason.NotFound,
        NativeStatus.Stalled => CameraReason.Stalled,
        NativeStatus.TooLarge => CameraReason.TooLarge,
        NativeStatus.Unsupported => CameraReason.Unsupported,
        NativeStatus.Corrupt => CameraReason.Corrupt,
        _ => CameraReason.Failed,
    };

    private NativeStreamFacts NativeFacts()
    {
        MediaLibrary.fr_stream_get_facts(_stream, out var facts);
        return facts;
    }
}
