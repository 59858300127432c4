using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Node.Publishing;
using FaceRecMqtt.Recognition.Cameras;
using FaceRecMqtt.Tests.Mqtt.Payloads;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>The loop by itself: woken by reports, by the gallery, and by time.</summary>
public sealed class PublishingLoopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CameraReports _reports = new();
    private readonly Outbox _outbox;
    private readonly List<OutgoingMessage> _sent = [];

    public PublishingLoopTests() => _outbox = new Outbox(1000, _time);

    [Fact]
    public async Task It_wakes_for_reports_for_the_gallery_and_when_something_is_over_and_says_at_the_end_that_everybody_left()
    {
        using var gallery = Painted.Gallery(_folder, _time);
        var publisher = new ReportPublisher(_reports, new Discretion(gallery), Node(), () => [], gallery, decided => decided.Event, new NodeConfiguration(), new DecisionAges(), _time, NullLoggerFactory.Instance);
        publisher.Begin();
        using var stop = new CancellationTokenSource();
        var running = publisher.RunAsync(stop.Token);

        gallery.Add(Painted.Name("Anna"), [Painted.Sample(1)], Painted.Model);
        Wait("person/anna/state", "\"present\":false");
        _reports.Post(Decided(FaceEventType.Recognized, "door-1"));
        Wait("camera/door/event", "recognized");
        Wait("person/anna/state", "\"present\":true");
        var from = Count();
        _reports.Post(Decided(FaceEventType.Left, "door-1"));
        _reports.Post(new CameraReport.InView("door", 0, []));
        Wait("camera/door/event", "left", from, TimeSpan.FromSeconds(1));
        Wait("person/anna/state", "\"present\":false", from, TimeSpan.FromSeconds(10));

        from = Count();
        _reports.Post(Decided(FaceEventType.Recognized, "door-2"));
        Wait("camera/door/event", "recognized", from);
        Wait("person/anna/state", "\"present\":true", from);
        from = Count();
        await stop.CancelAsync();
        await running.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Wait("camera/door/event", "left", from);
        Wait("person/anna/state", "\"present\":false", from);
    }

    [Fact]
    public async Task Whoever_waits_until_everything_was_dealt_with_waits_until_it_is_published()
    {
        using var gallery = Painted.Gallery(_folder, _time);
        var publisher = new ReportPublisher(_reports, new Discretion(gallery), Node(), () => [], gallery, decided => decided.Event, new NodeConfiguration(), new DecisionAges(), _time, NullLoggerFactory.Instance);
        publisher.Begin();
        using var stop = new CancellationTokenSource();
        var running = publisher.RunAsync(stop.Token);
        for (var faces = 0; faces < 200; faces++)
        {
            _reports.Post(new CameraReport.InView("door", faces, []));
        }

        await _reports.PassedAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Contains(_outbox.Drain(), message => message.Topic.EndsWith("/faces", StringComparison.Ordinal) && message.Text() == "199");
        await stop.CancelAsync();
        await running.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _folder.Dispose();

    private static CameraReport.Decided Decided(FaceEventType type, string track) => new(
        Samples.Recognized with { EventType = type, Camera = "door", Track = track, RunnerUp = null, Margin = null, Seconds = type == FaceEventType.Left ? 1 : null },
        null,
        default);

    private MqttNode Node() => new(
        new MqttOptions { Host = "127.0.0.1", Node = "edge", NodeId = "n1" },
        _outbox,
        new CommandTable([]),
        (_, _) => Task.FromResult<CameraSettings?>(null),
        _ => null,
        _time,
        NullLoggerFactory.Instance);

    // How many messages were sent so far.
    private int Count()
    {
        _sent.AddRange(_outbox.Drain());
        return _sent.Count;
    }

    // Looks until it was sent; the clock moves on at each look where that is what is waited for.
    private void Wait(string topic, string text, int from = 0, TimeSpan advance = default) => Assert.True(
        SpinWait.SpinUntil(
            () =>
            {
                _time.Advance(advance);
                return Count() > from && _sent[from..].Any(message => message.Topic.EndsWith(topic, StringComparison.Ordinal) && message.Text().Contains(text, StringComparison.Ordinal));
            },
            Patience),
        $"{topic}: {text}");
}
