using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Presence;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Carries what recognition has to tell to MQTT: who it is about, which visit it belongs to, the event and its picture, who is here.</summary>
/// <remarks>One loop owns all of it; it wakes for reports, for changes of the gallery, and when something is over by time.</remarks>
internal sealed class ReportPublisher
{
    private readonly CameraReports _reports;
    private readonly Discretion _discretion;
    private readonly Func<CameraReport.Decided, FaceEvent?> _nameUnknown;
    private readonly DecisionAges _latency;
    private readonly TimeProvider _time;
    private readonly PeopleWatch _people;
    private readonly Visits _visits;
    private readonly ViewRenewals _views = new();
    private readonly PresencePublisher _presence;
    private readonly SightingLog _sightings;
    private readonly SnapshotPublisher _snapshots;
    private readonly CameraScenes _scenes;
    private readonly List<FaceEvent> _told = [];
    private readonly long _origin;
    private Task _report = Task.CompletedTask;
    private Task _change = Task.CompletedTask;

    /// <summary>Nothing is published yet.</summary>
    /// <param name="reports">What recognition has to tell.</param>
    /// <param name="discretion">Keeps back what is not to be told.</param>
    /// <param name="mqtt">Where it goes.</param>
    /// <param name="cameras">Names of all cameras.</param>
    /// <param name="gallery">Who there is.</param>
    /// <param name="nameUnknown">Gives an unknown person's event its id; null where nothing is to be told.</param>
    /// <param name="configuration">Presence and pictures.</param>
    /// <param name="latency">Is told the age of every decision.</param>
    /// <param name="time">Clock.</param>
    /// <param name="loggers">Makes the loggers.</param>
    public ReportPublisher(
        CameraReports reports,
        Discretion discretion,
        MqttNode mqtt,
        Func<IEnumerable<string>> cameras,
        FaceGallery gallery,
        Func<CameraReport.Decided, FaceEvent?> nameUnknown,
        NodeConfiguration configuration,
        DecisionAges latency,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        (_reports, _discretion, _nameUnknown, _latency, _time, _origin) = (reports, discretion, nameUnknown, latency, time, time.GetTimestamp());
        _scenes = new CameraScenes(mqtt, cameras);
        _people = new PeopleWatch(gallery);
        var presence = configuration.Presence.ToPresence();
        _visits = new Visits(presence.VisitGap);
        _sightings = new SightingLog(gallery, time, loggers.CreateLogger<SightingLog>());
        _presence = new PresencePublisher(new PeoplePresence(presence), _sightings, mqtt, time);
        _snapshots = new SnapshotPublisher(mqtt, configuration.Snapshots, loggers.CreateLogger<SnapshotPublisher>());
    }

    /// <summary>Says what holds before anybody was seen; called before the node connects, so that what the last run left never stands beside it.</summary>
    public void Begin()
    {
        _people.Look();
        _presence.Begin(_people.Everybody.Values, Now());
    }

    /// <summary>Publishes until stopped; then everybody has left.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var keeping = _sightings.RunAsync(stopping);
        try
        {
            while (true)
            {
                await WaitAsync(stopping);
                Work();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            End();
        }

        await keeping;
    }

    /// <summary>When <see cref="Work"/> has something to do by time alone, on the clock of its beginning; null when it will not.</summary>
    internal TimeSpan? Due => new[] { _views.Due, _visits.Due, _presence.Due }.Min();

    /// <summary>Publishes what there is to publish now.</summary>
    internal void Work()
    {
        var now = Now();
        if (_people.IsOld)
        {
            Follow(now);
        }

        while (_reports.TryRead(out var report))
        {
            if (Named(report) is { } named)
            {
                _discretion.Tell(named, rest => Take(rest, now));
            }
        }

        foreach (var lapsed in _views.Lapsed(now))
        {
            InView(lapsed, now);
        }

        _visits.Expire(now, _told);
        _scenes.Tell(_told);
        _presence.Publish(now);
    }

    // With an unknown person's id; null, with the picture given back, where nothing is to be told.
    private CameraReport? Named(CameraReport report)
    {
        if (report is not CameraReport.Decided decided)
        {
            return report;
        }

        if (_nameUnknown(decided) is { } told)
        {
            return decided with { Event = told };
        }

        decided.Picture?.Dispose();
        return null;
    }

    private void Take(CameraReport report, TimeSpan now)
    {
        switch (report)
        {
            case CameraReport.Decided decided:
                using (decided.Picture)
                {
                    Decided(decided, now);
                }

                break;
            case CameraReport.InView view:
                InView(view, now);
                break;
            default:
                throw new InvalidOperationException($"No such report: {report.GetType().Name}.");
        }
    }

    private void Decided(CameraReport.Decided decided, TimeSpan now)
    {
        var face = Screened(decided.Event, now);
        if (face.EventType == FaceEventType.Left)
        {
            _visits.Leave(face, now, _told);
            _scenes.Tell(_told);
            return;
        }

        _latency.Add(face.AgeMs);
        if (face.Person is null && decided.Event.Person is not null)
        {
            // Recognition finds out by itself that the person is gone, and decides again.
            return;
        }

        _views.Renew(face.Camera, isEmpty: false, now);
        var decision = _visits.Decide(face, now, _told);
        var isNews = _told is [.., var last] && ReferenceEquals(last, decision);
        _scenes.Tell(_told);
        if (!isNews)
        {
            _scenes.Of(face.Camera).Decision(decision, isNews: false);
        }

        _snapshots.Publish(decided with { Event = face });
        _presence.Decided(face, now);
    }

    private void InView(CameraReport.InView view, TimeSpan now)
    {
        if (view.Present.Any(face => face.Person is { } person && !_people.Everybody.ContainsKey(person)))
        {
            Follow(now);
        }

        _views.Renew(view.Camera, view.Faces == 0, now);
        _visits.View(view, now, _told);
        _scenes.Tell(_told);
        // A visit that two tracks show, because one of them is a mirror or a photograph, is one entry.
        _scenes.Of(view.Camera).InView(view.Faces, [.. view.Present
            .Where(face => face.Person is null || _people.Everybody.ContainsKey(face.Person))
            .Select(face => new PresentFace(face.Person, NameOf(face.Person) ?? face.Identity, _visits.LabelOf(view.Camera, face.Track), face.Since))
            .DistinctBy(face => face.Track)]);
        _presence.InView(view, now);
    }

    // An event may have been made just before its person was renamed or removed, or just before this loop heard of a new one.
    private FaceEvent Screened(FaceEvent face, TimeSpan now)
    {
        string?[] named = [face.Person, face.RunnerUp?.Person];
        if (named.Any(person => person is not null && !_people.Everybody.ContainsKey(person)))
        {
            Follow(now);
        }

        foreach (var person in named)
        {
            face = person is null || _people.Everybody.ContainsKey(person) ? face : face.Without(person);
        }

        return NameOf(face.Person) is { } name ? face with { Identity = name } : face;
    }

    private string? NameOf(string? person) => person is null ? null : _people.Everybody.GetValueOrDefault(person)?.Name;

    private void Follow(TimeSpan now)
    {
        var before = _people.Everybody;
        _people.Look();
        foreach (var person in _presence.Follow(_people.Everybody.Values))
        {
            _visits.Forget(person, now, _told);
            _scenes.Tell(_told);
            _scenes.Forget(person);
        }

        foreach (var (id, person) in _people.Everybody.Where(known => before.GetValueOrDefault(known.Key) is { } old && old.Name != known.Value.Name))
        {
            _visits.Rename(id, person.Name);
            _scenes.Rename(id, person.Name);
        }
    }

    /// <summary>Publishes what is left, and that everybody has left.</summary>
    internal void End()
    {
        Work();
        var now = Now();
        _visits.End(now, _told);
        _scenes.Tell(_told);
        _scenes.End();
        _presence.End(now);
    }

    private async Task WaitAsync(CancellationToken stopping)
    {
        // Waited for on and on: a wait that is given up each time would stay in the channel's list of readers.
        _report = _report.IsCompleted ? _reports.WaitAsync(stopping) : _report;
        _change = _change.IsCompleted ? _people.WaitAsync(stopping) : _change;
        using var early = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_report, _change, Task.Delay(Pause(), _time, early.Token));
        await early.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    // Timers count whole milliseconds, and one that rings too early would ring again and again.
    private TimeSpan Pause() => Due is not { } due ? Timeout.InfiniteTimeSpan
        : due - Now() is var pause && pause > TimeSpan.Zero ? pause + TimeSpan.FromMilliseconds(1)
        : TimeSpan.Zero;

    private TimeSpan Now() => _time.GetElapsedTime(_origin);
}
