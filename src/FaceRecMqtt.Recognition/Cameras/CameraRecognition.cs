using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Recognition.Search;
using FaceRecMqtt.Recognition.SecondLooks;
using FaceRecMqtt.Recognition.Unknowns;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>What is recognised in one camera's pictures: search, track, embed, decide, report.</summary>
/// <remarks><see cref="ServeNewest"/> is called by one inference thread at a time (see <see cref="CameraTurns"/>); everything else is safe on any thread.</remarks>
public sealed class CameraRecognition : IDisposable
{
    // After more, whoever stands there may be somebody else.
    private static readonly TimeSpan LongestBlindness = TimeSpan.FromSeconds(10);

    private readonly CameraRecognitionOptions _options;
    private readonly FrameSlot _slot;
    private readonly FaceGallery _gallery;
    private readonly LiveOffer _offer;
    private readonly InferenceTimings _timings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FrameSearch _search;
    private readonly FaceTracker _tracker;
    private readonly FaceEmbedder _embedder;
    private readonly TrackReporter _told;
    private readonly ViewReporter _view;
    private readonly SecondOpinions? _opinions;
    private readonly PictureRequests _requests = new();
    private readonly long _origin;
    private readonly DateTimeOffset _epoch;
    private long _looked;
    private float _minSimilarity;
    private int _isSourceLost;
    private bool _isBlind;
    private TimeSpan _searched;
    private string? _problem;

    /// <summary>Nothing is looked at until a thread serves it.</summary>
    /// <param name="options">How it looks.</param>
    /// <param name="slot">Holds the camera's newest picture; not owned.</param>
    /// <param name="gallery">Who is known.</param>
    /// <param name="live">Where looks are offered to enrolment.</param>
    /// <param name="reports">Where it is told.</param>
    /// <param name="timings">Where times are noted.</param>
    /// <param name="time">The clock that stamps the frames.</param>
    /// <param name="logger">Log.</param>
    public CameraRecognition(
        CameraRecognitionOptions options,
        FrameSlot slot,
        FaceGallery gallery,
        LiveLooks live,
        CameraReports reports,
        InferenceTimings timings,
        TimeProvider time,
        ILogger logger)
    {
        (_options, _slot, _gallery, _timings, _time, _logger) = (options, slot, gallery, timings, time, logger);
        (_origin, _epoch) = (time.GetTimestamp(), time.GetUtcNow());
        _search = new FrameSearch(options.Search);
        _tracker = new FaceTracker(options.Tracker, options.Identity);
        _embedder = new FaceEmbedder(options.EmbeddingsPerFrame, options.MinFacePx);
        _offer = new LiveOffer(options.Name, live, _embedder);
        var events = new FaceEvents(options.Name, options.StaleAfter, options.Tracker.LostAfter);
        _told = new TrackReporter(events, reports);
        _view = new ViewReporter(options.Name, events, reports, options.Tracker.MaxTracks);
        MinSimilarity = options.MinSimilarity;
    }

    /// <summary>Camera's name.</summary>
    public string Name => _options.Name;

    /// <summary>Where it is noted whether the backend's calls succeed; null: nowhere.</summary>
    public BackendCalls? Calls { get; init; }

    /// <summary>Where looks go that a device was not sure of; null: nowhere.</summary>
    public SecondLookDesk? Desk { init => _opinions = value is null ? null : new SecondOpinions(value); }

    /// <summary>Similarity this camera asks for, in [-1, 1]; null: the model's threshold.</summary>
    public float? MinSimilarity
    {
        get => Volatile.Read(ref _minSimilarity) is var set && float.IsNaN(set) ? null : set;
        set => Volatile.Write(ref _minSimilarity, value ?? float.NaN);
    }

    /// <summary>Pictures looked at since the start.</summary>
    public long Looked => Volatile.Read(ref _looked);

    /// <summary>Why pictures cannot be looked at; null when the last one in which something was to be seen could.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    /// <summary>The next picture of the camera; the caller disposes it.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Frame> NextPictureAsync(CancellationToken cancellation) => _requests.NextAsync(cancellation);

    /// <summary>The camera gives no pictures any more: at once everybody in view has left.</summary>
    public void SourceLost()
    {
        Interlocked.Exchange(ref _isSourceLost, 1);
        // No picture comes that would wake the thread.
        _slot.Arrived?.Invoke();
    }

    /// <summary>Looks at the newest picture.</summary>
    /// <param name="backend">Called on its own thread.</param>
    /// <returns>Whether there was one.</returns>
    public bool ServeNewest(IInferenceBackend backend)
    {
        if (Interlocked.Exchange(ref _isSourceLost, 0) == 1)
        {
            // What still waits was seen before; looked at now, it would bring somebody back who never leaves.
            _slot.Take()?.Dispose();
            // What could not be told is told when the thread is woken next.
            Interlocked.Or(ref _isSourceLost, Leave(backend.Name) ? 0 : 1);
        }

        using var frame = _slot.Take();
        if (frame is null)
        {
            return false;
        }

        var begun = _time.GetTimestamp();
        try
        {
            _requests.Answer(frame);
            Look(frame, backend);
            Interlocked.Increment(ref _looked);
            if (_search.Regions > 0)
            {
                Volatile.Write(ref _problem, null);
                Calls?.Succeeded(backend.Name);
            }
        }
        catch (Exception fault)
        {
            if (fault is BackendException)
            {
                _isBlind = true;
                Calls?.Failed(backend.Name, fault.Message, begun);
            }

            // One camera's trouble must not stop the thread that serves the others.
            if (Interlocked.Exchange(ref _problem, fault.Message) is null)
            {
                Log.LookFailed(_logger, Name, backend.Name, fault.Message, fault);
            }
        }

        return true;
    }

    /// <summary>Everybody in view has left, at once. Only when no thread serves it any more.</summary>
    /// <param name="backend">Name of the active backend.</param>
    /// <returns>False when that could not be told; to be tried again.</returns>
    public bool Leave(string backend)
    {
        _tracker.Clear(Now());
        _opinions?.Forget();
        _told.TellEnded(_tracker.Ended, backend, Now());
        return _view.Report(_tracker.Tracks, _epoch, Now());
    }

    /// <summary>Refuses whoever still waits for a picture. Only when no thread serves it any more.</summary>
    public void Dispose()
    {
        _opinions?.Forget();
        _requests.Dispose();
    }

    private void Look(Frame frame, IInferenceBackend backend)
    {
        var captured = _time.GetElapsedTime(_origin, frame.CapturedTimestamp);
        var index = _gallery.Index(backend.Model);
        var begun = _time.GetTimestamp();
        var faces = _search.Find(backend, frame, _tracker.Tracks, captured);
        var detect = Milliseconds(begun);
        _timings.AddDetection(backend.Name, detect);
        if (_isBlind)
        {
            // Who stood there before the backend failed has not left because nothing was seen meanwhile.
            _isBlind = false;
            if (captured - _searched < LongestBlindness)
            {
                _tracker.Bridge(captured);
            }
        }

        _searched = captured;
        _tracker.Update(faces, captured);
        _told.TellEnded(_tracker.Ended, backend.Name, Now());
        foreach (var track in _tracker.Tracks)
        {
            track.Identity.Refresh(index);
        }

        while (_opinions is not null && _opinions.TryHear(out var heard, out var transition, out var unknown))
        {
            if (heard is not null && transition != IdentityTransition.None)
            {
                _told.Tell(frame, heard, transition, backend.Name, Stages(frame, detect, float.NaN, float.NaN), Now(), unknown);
            }
        }

        var subject = _offer.Subject(_tracker.Tracks);
        begun = _time.GetTimestamp();
        _embedder.Embed(backend, frame, _tracker.Tracks, index, subject);
        var embed = 0f;
        if (_embedder.Count > 0)
        {
            embed = Milliseconds(begun) / _embedder.Count;
            _timings.AddEmbedding(backend.Name, embed);
        }

        for (var face = 0; face < _embedder.Count; face++)
        {
            Observe(frame, face, backend, index, captured, (detect, embed));
        }

        if (subject is not null)
        {
            _offer.Make(subject, _tracker.Tracks, backend.Model);
        }

        _view.Report(_tracker.Tracks, _epoch, captured);
    }

    private void Observe(Frame frame, int face, IInferenceBackend backend, GalleryIndex index, TimeSpan captured, (float Detect, float Embed) times)
    {
        var track = _embedder.Track(face);
        var begun = _time.GetTimestamp();
        var look = new FaceLook
        {
            Raw = _embedder.Raw(face),
            Quality = _embedder.Quality(face),
            Box = track.Detection.Box,
            FrameWidth = frame.Width,
            FrameHeight = frame.Height,
            CapturedAt = frame.CapturedAt,
            Captured = captured,
            Backend = backend.Name,
        };
        var threshold = MinSimilarity ?? index.Threshold;
        var transition = track.Identity.Observe(look, index, threshold, index.Margin);
        _opinions?.Consider(look, _embedder.Crop(face), track, index, threshold);
        if (transition != IdentityTransition.None)
        {
            var stages = Stages(frame, times.Detect, times.Embed, Milliseconds(begun));
            var unknown = TrackReporter.IsUnknown(track, transition)
                ? UnknownLook.Of(look.Raw, _embedder.Crop(face), look.Quality, track.Identity, index.Model)
                : null;
            _told.Tell(frame, track, transition, backend.Name, stages, Now(), unknown);
        }
    }

    private static StageTimes Stages(Frame frame, float detect, float embed, float match) =>
        new((float)frame.DecodeTime.TotalMilliseconds, detect, embed, match);

    private TimeSpan Now() => _time.GetElapsedTime(_origin);

    private float Milliseconds(long since) => (float)_time.GetElapsedTime(since).TotalMilliseconds;
}
