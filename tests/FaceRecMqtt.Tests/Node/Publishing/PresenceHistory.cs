using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Presence;
using FaceRecMqtt.Tests.Mqtt.Payloads;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>Plays what cameras and people do, and compares after every moment what the broker keeps with the truth.</summary>
internal sealed partial class PresenceHistory(PresenceSection options) : IDisposable
{
    private static readonly string[] Cameras = ["door", "hall", "yard"];
    private static readonly TimeSpan Refresh = new PresenceOptions().Refresh;

    private readonly PublisherStage _stage = new(options);
    private readonly PresenceTruth _truth = new(options);
    private readonly VisitGrammar _visits = new();
    private readonly List<Track> _tracks = [];
    private readonly Dictionary<(string Camera, string Visitor), TimeSpan> _lastSights = [];
    private readonly Dictionary<string, TimeSpan> _renewed = [];
    private readonly Dictionary<string, (string State, TimeSpan At)> _published = [];
    private int _numbers;

    private TimeSpan Now => _stage.Clock.Passed;

    public void Appear(int camera)
    {
        var track = new Track(Cameras[camera % Cameras.Length], ++_numbers);
        _tracks.Add(track);
        View(track.Camera);
        Settle();
    }

    /// <summary>A track is decided as a person of the gallery, or as a stranger with or without an id.</summary>
    public void Decide(int which, int who)
    {
        var people = _stage.Gallery.People();
        if (_tracks.Count == 0)
        {
            return;
        }

        var track = _tracks[which % _tracks.Count];
        var person = who % 10 < 7 && people.Count > 0 ? people[who % people.Count] : null;
        var unknown = person is null && who % 3 > 0 ? $"u-{who % 3}" : null;
        // As FaceIdentity tells it.
        FaceEventType? type = (track.Told, person) switch
        {
            ("", not null) or ("unknown", not null) => FaceEventType.Recognized,
            ("", null) => FaceEventType.Unknown,
            ("unknown", null) => null,
            var (told, _) => told == person?.Id ? null : FaceEventType.Changed,
        };
        if (type is null)
        {
            return;
        }

        var visitor = person?.Id ?? unknown ?? $"track {track.Id}";
        track.Told = person?.Id ?? "unknown";
        (track.Person, track.Face) = (person?.Id, Event(track, person?.Id, person?.Name, unknown) with { Similarity = (who % 60 / 100f) + 0.3f });
        _stage.Reports.Post(new CameraReport.Decided(track.Face with { EventType = type.Value, AgeMs = 50 }, null, default));
        if (person is not null)
        {
            _truth.Similarity[person.Id] = track.Face.Similarity!.Value;
        }

        Correct(track, visitor);
        View(track.Camera);
        Settle();
    }

    /// <summary>A track ends; sometimes the report of it is lost.</summary>
    public void Lose(int which, bool isReported)
    {
        if (_tracks.Count > 0)
        {
            var track = _tracks[which % _tracks.Count];
            End(track, isReported ? 2000 : null);
            View(track.Camera);
            Settle();
        }
    }

    public void LoseCamera(int camera)
    {
        foreach (var track in _tracks.Where(track => track.Camera == Cameras[camera % Cameras.Length]).ToList())
        {
            End(track, 100);
        }

        View(Cameras[camera % Cameras.Length]);
        Settle();
    }

    /// <summary>The process ends, in form or not, and another begins; meanwhile somebody may be deleted.</summary>
    public void Restart(bool inForm, int deleted)
    {
        if (inForm)
        {
            Read(_stage.End(), isEnding: true);
            Assert.All(Cameras, camera => Assert.Empty(_visits.Visitors(camera)));
            foreach (var person in _stage.Gallery.People())
            {
                Assert.False((bool)_stage.Person(person.Id)!["present"]!);
                if (_truth.Camera(person.Id) is { } camera)
                {
                    _truth.Kept[person.Id] = (camera, _truth.IsInView(person.Id) ? _stage.Clock.GetUtcNow() : _truth.LastSeen(person.Id)!.Value);
                }
            }

            Assert.All(Cameras, camera => Assert.True(_stage.Camera(camera, "present") is null or "[]"));
        }
        else
        {
            // Nothing was written since the last end in form.
            _truth.Similarity.Clear();
            foreach (var (person, similarity) in _keptSimilarity)
            {
                _truth.Similarity[person] = similarity;
            }
        }

        _keptSimilarity = _truth.Similarity.Where(known => _truth.Kept.ContainsKey(known.Key)).ToDictionary();
        _truth.Similarity.Clear();
        foreach (var (person, similarity) in _keptSimilarity)
        {
            _truth.Similarity[person] = similarity;
        }

        _truth.Restart();
        _visits.Restart();
        _tracks.Clear();
        _lastSights.Clear();
        _renewed.Clear();
        var people = _stage.Gallery.People();
        var gone = deleted % 3 == 0 && people.Count > 0 ? people[deleted % people.Count].Id : null;
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        if (gone is not null)
        {
            Forget(gone);
        }

        Read(_stage.StartAgain(gallery =>
        {
            if (gone is not null)
            {
                gallery.Delete(gone);
            }
        }));
        Compare();
    }

    /// <summary>Time passes; views are renewed as long as recognition works.</summary>
    public void Wait(TimeSpan time, bool isRecognising)
    {
        var until = Now + time;
        while (Now < until)
        {
            var next = new[] { until, _stage.Due ?? until, isRecognising ? Renewal() : until }.Min();
            _stage.Clock.Advance(next > Now ? next - Now : TimeSpan.Zero);
            if (isRecognising)
            {
                foreach (var camera in Cameras.Where(camera => _renewed.TryGetValue(camera, out var at) && at + CameraReport.InView.RenewedEvery <= Now))
                {
                    View(camera);
                }
            }

            Lapse();
            Settle();
        }

        if (!isRecognising)
        {
            // The first picture that is looked at again ends what was not seen for so long.
            foreach (var track in _tracks.ToList())
            {
                End(track, (int)time.TotalMilliseconds);
            }

            foreach (var camera in Cameras)
            {
                View(camera);
            }

            Settle();
        }
    }

    public void SetClock(TimeSpan by) => _stage.Clock.SetBy(by);

    public void Tick() => _stage.Clock.Advance(TimeSpan.FromMilliseconds(10));

    public void Dispose() => _stage.Dispose();

    private Dictionary<string, double> _keptSimilarity = [];

    private static FaceEvent Event(Track track, string? person, string? name, string? unknown) => Samples.Recognized with
    {
        Seq = 0,
        Camera = track.Camera,
        Track = track.Id,
        Person = person,
        Identity = name ?? "unknown",
        UnknownId = unknown,
        RunnerUp = null,
        Margin = null,
    };

    private TimeSpan Renewal() => _renewed.Count == 0 ? TimeSpan.MaxValue : _renewed.Values.Min() + CameraReport.InView.RenewedEvery;

    private void Correct(Track track, string visitor)
    {
        var before = track.Visitor;
        track.Visitor = visitor;
        Sight(track.Camera, visitor, Now - TimeSpan.FromMilliseconds(50));
        if (before is not null && before != visitor && !_tracks.Any(other => other.Camera == track.Camera && other.Visitor == before))
        {
            // It was never they.
            _lastSights.Remove((track.Camera, before));
        }
    }

    private void Sight(string camera, string visitor, TimeSpan at) =>
        _lastSights[(camera, visitor)] = _lastSights.TryGetValue((camera, visitor), out var known) && known > at ? known : at;

    private static string Named(string visitor) => visitor.StartsWith("track ", StringComparison.Ordinal) ? "stranger" : visitor;

    private bool IsGoingOn(string visitor, TimeSpan lastSight) => !visitor.StartsWith("track ", StringComparison.Ordinal) && Now < lastSight + options.VisitGap;

    private sealed class Track(string camera, int number)
    {
        public string Camera { get; } = camera;

        public string Id { get; } = $"{camera}-{number}";

        /// <summary>What was told of it last: nothing, <c>unknown</c>, or a person's id.</summary>
        public string Told { get; set; } = "";

        /// <summary>The person it shows.</summary>
        public string? Person { get; set; }

        /// <summary>Whose visit it is; null before it was told of and when that person is gone.</summary>
        public string? Visitor { get; set; }

        public FaceEvent? Face { get; set; }
    }
}
