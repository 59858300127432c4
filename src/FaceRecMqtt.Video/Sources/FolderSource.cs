using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Video.Sources;

/// <summary>The pictures of a folder in the order of their names, one per interval.</summary>
internal sealed class FolderSource(CameraOptions options, TimeProvider time) : IFrameSource
{
    /// <summary>Larger files are passed over: no picture within the limits is that large.</summary>
    private const long MaxFileBytes = 256 << 20;

    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif"];

    private readonly CancellationTokenSource _interrupted = new();
    private string[] _files = [];
    private int _next;
    private bool _anyShown;
    private long _due;
    private long _bytes;
    private (int Width, int Height) _size;

    public SourceFailure? Failure { get; private set; }

    public StreamFacts? Facts => _files.Length == 0 ? null : new("pictures", _size.Width, _size.Height, Rate, Hardware: false);

    public long Bytes => Volatile.Read(ref _bytes);

    public long LostPackets => 0;

    private double Rate => options.PictureInterval > TimeSpan.Zero ? 1 / options.PictureInterval.TotalSeconds : 0;

    public bool Open()
    {
        var folder = options.Source.Reveal();
        if (!Directory.Exists(folder))
        {
            return Fail(CameraReason.NotFound, "no such folder");
        }

        try
        {
            _files = [.. Directory.EnumerateFiles(folder)
                .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
        }
        catch (UnauthorizedAccessException)
        {
            return Fail(CameraReason.Unauthorized, "the folder may not be read");
        }
        catch (IOException)
        {
            return Fail(CameraReason.Failed, "the folder cannot be read");
        }

        return _files.Length > 0 || Fail(CameraReason.NotFound, "no pictures in the folder");
    }

    public ReadResult Read(out Frame? frame)
    {
        frame = null;
        if (_next == _files.Length)
        {
            if (!options.Loop || !_anyShown)
            {
                Failure = new(_anyShown ? CameraReason.Ended : CameraReason.Corrupt, _anyShown ? "the last picture was shown" : "no file of the folder is a picture");
                return _anyShown ? ReadResult.Ended : ReadResult.Failed;
            }

            _next = 0;
        }

        if (!WaitUntilDue())
        {
            return ReadResult.Interrupted;
        }

        return Load(_files[_next++], out frame);
    }

    public void Interrupt() => _interrupted.Cancel();

    public void Dispose() => _interrupted.Dispose();

    private ReadResult Load(string file, out Frame? frame)
    {
        frame = null;
        byte[] bytes;
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes)
            {
                return ReadResult.Withheld;
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReadResult.Withheld; // gone since the folder was listed, or not for this user to read
        }

        Interlocked.Add(ref _bytes, bytes.Length);
        switch (PictureDecoder.Decode(bytes, time))
        {
            case PictureResult.Decoded picture:
                _anyShown = true;
                _size = (picture.Frame.Width, picture.Frame.Height);
                frame = picture.Frame;
                return ReadResult.Frame;
            case PictureResult.Refused { Problem: PictureProblem.Unavailable } refused:
                Fail(CameraReason.Unsupported, refused.Text);
                return ReadResult.Failed;
            default:
                return ReadResult.Withheld;
        }
    }

    private bool WaitUntilDue()
    {
        var now = time.GetTimestamp();
        var wait = _due == 0 ? TimeSpan.Zero : time.GetElapsedTime(now, _due);
        if (wait > TimeSpan.Zero)
        {
            // A delay of the clock in use, waited for on this thread, which exists to be blocked.
            using var delay = new ManualResetEventSlim();
            using var timer = time.CreateTimer(static e => ((ManualResetEventSlim)e!).Set(), delay, wait, Timeout.InfiniteTimeSpan);
            try
            {
                delay.Wait(_interrupted.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        _due = time.GetTimestamp() + (long)(options.PictureInterval.TotalSeconds * time.TimestampFrequency);
        return !_interrupted.IsCancellationRequested;
    }

    private bool Fail(CameraReason reason, string text)
    {
        Failure = new(reason, text);
        return false;
    }
}
