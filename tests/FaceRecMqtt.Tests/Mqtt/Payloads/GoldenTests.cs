using System.Text.Json.Nodes;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Payloads;

public sealed class GoldenTests
{
    private static readonly NodeTopics Topics = new("facerec", "edge");
    private readonly Outbox _outbox = new(100, TimeProvider.System);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 6, 10, 12, 345, TimeSpan.Zero));

    private CameraPublisher Camera => new(Topics, "front_door", _outbox);

    private NodePublisher Node => new(
        new MqttOptions { Node = "edge", NodeId = "7f3a", Version = "0.1.0", User = "facerec", Password = "s3cret", Commands = new() { Restart = false } }, Topics, _outbox, _time);

    [Fact]
    public void A_recognized_face()
    {
        Camera.Decision(Samples.Recognized);
        var said = _outbox.Drain();
        Golden.Check("event-recognized", Of(said, "event").Payload.Span);
        Golden.Check("face", Of(said, "face").Payload.Span);
        Assert.Equal(["Anna", "0.634", "3.410"], new[] { "identity", "similarity", "pre_norm" }.Select(topic => Of(said, topic).Text()));
        Assert.Equal(5, said.Count);
    }

    [Fact]
    public void An_unknown_face_in_an_empty_gallery()
    {
        Camera.Decision(Samples.Unknown);
        var said = _outbox.Drain();
        Golden.Check("event-unknown", Of(said, "event").Payload.Span);
        Assert.Equal("unknown", Of(said, "identity").Text());
        Assert.DoesNotContain(said, message => message.Topic.EndsWith("/similarity", StringComparison.Ordinal));
    }

    [Fact]
    public void A_face_that_left_is_an_event_and_no_new_decision()
    {
        Camera.Decision(Samples.Recognized with { EventType = FaceEventType.Left, Seconds = 12.3456f });
        Golden.Check("event-left", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void Whoever_is_in_view()
    {
        Camera.InView(3, [new PresentFace("anna", "Anna", "front_door-1812", _time.GetUtcNow()), new PresentFace(null, "unknown", "front_door-1813", _time.GetUtcNow())]);
        var said = _outbox.Drain();
        Golden.Check("present", Of(said, "present").Payload.Span);
        Assert.Equal("3", Of(said, "faces").Text());
        Assert.DoesNotContain(said, message => message.Topic.EndsWith("/identity", StringComparison.Ordinal));
        Camera.InView(0, []);
        said = _outbox.Drain();
        Assert.Equal(["[]", "0", "nobody"], new[] { "present", "faces", "identity" }.Select(topic => Of(said, topic).Text()));
    }

    [Fact]
    public void Where_a_person_is_and_that_the_person_is_gone()
    {
        var person = new PersonPublisher(Topics.Person("zoe"), _outbox, config: null);
        person.State(new PersonState("Zoë 李", true, "front_door", "edge", _time.GetUtcNow(), 0.63449f, 5));
        var said = Assert.Single(_outbox.Drain());
        Golden.Check("person", said.Payload.Span);
        Assert.Equal(("facerec/edge/person/zoe/state", true), (said.Topic, said.Retain));
        person.State(new PersonState("Zoë", false, null, "edge", null, null, 0));
        Golden.Check("person-never-seen", Assert.Single(_outbox.Drain()).Payload.Span);
        person.Clear();
        said = Assert.Single(_outbox.Drain());
        Assert.Equal((0, true), (said.Payload.Length, said.Retain));
        Assert.False(_outbox.Holds(said.Topic));
    }

    [Fact]
    public void A_decision_that_is_no_news_is_the_newest_record_without_an_event()
    {
        Camera.Decision(Samples.Recognized, isNews: false);
        Assert.Equal(["face", "identity", "pre_norm", "similarity"], _outbox.Drain().Select(message => message.Topic.Split('/')[^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rates_of_a_camera()
    {
        Camera.Stats(new CameraStats(14.98765, 7.5, 0, 1850.1234, 41, 2));
        Golden.Check("stats", Assert.Single(_outbox.Drain()).Payload.Span);
        Camera.Stats(new CameraStats(0, 0, double.NaN, null, null, 0));
        Golden.Check("stats-without-frames", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void Settings_of_a_camera()
    {
        Camera.Settings(new CameraSettings(true, 0.41999999));
        Golden.Check("settings", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void Settings_of_the_node()
    {
        Node.Settings(new NodeSettings("Zoë \"Z\" +"));
        Golden.Check("node-settings", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void Guided_enrolment()
    {
        Node.Enroll(new EnrollState("turn_left", "Zoë", "front_door", 2, 5, "Turn your head slowly to the left.", null));
        var said = Assert.Single(_outbox.Drain());
        Golden.Check("enroll-state", said.Payload.Span);
        Assert.Equal((Topics.EnrollState, MessageKind.State), (said.Topic, said.Kind));
        Node.Enroll(EnrollState.Idle);
        Golden.Check("enroll-state-idle", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void What_the_node_is()
    {
        var commands = new CommandTable(
        [
            new CommandDefinition("restart", "Restarts the program.", Nothing) { Group = CommandGroup.Restart },
            new CommandDefinition("enroll", "Adds a person.", Nothing)
            {
                Arguments =
                [
                    new("name", ArgumentKind.Text, "The person's name.") { Required = true, Min = 1, Max = 64 }, new("image", ArgumentKind.Bytes, "A picture."),
                    new("samples", ArgumentKind.WholeNumber, "How many.") { Min = 1, Max = 20 }, new("policy", ArgumentKind.Text, "Which.") { Choices = ["fixed", "auto"] },
                ],
            },
        ]);
        Node.Info(["front_door", "garden"], commands, new JsonObject { ["mqtt"] = new JsonObject { ["host"] = "broker", ["password"] = "***" } });
        var info = Assert.Single(_outbox.Drain());
        Golden.Check("info", info.Payload.Span);
        Assert.DoesNotContain("s3cret", info.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Backends()
    {
        Node.Backend(new BackendState("cpu", "fixed", null,
            [new("cpu", "onnx", "fr_feature", "6b1f", true, null), new("hailo-r50", "hailo", null, null, false, "No device /dev/hailo0.")]));
        Golden.Check("backend", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void Health()
    {
        Node.Health(Sick);
        Golden.Check("health", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void Health_with_an_NPU()
    {
        Node.Health(Sick with { Npu = new("Hailo-8", "HAILO8L", "4.23.0", null, "4.23.0", 61.23456, null, true, 7.89012), SecondLooks = new("cpu", 412, 31, 1.23456, 0.04321) });
        Golden.Check("health-npu", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void A_line_of_the_log()
    {
        using var provider = new MqttLogProvider(Topics, _outbox, _time);
        var logger = provider.CreateLogger("FaceRecMqtt.Video.Camera");
#pragma warning disable CA1848, CA2254
        logger.LogWarning(new IOException("connection reset"), "Camera front_door: Zoë's stream ended.");
#pragma warning restore CA1848, CA2254
        Golden.Check("log", Assert.Single(_outbox.Drain()).Payload.Span);
    }

    [Fact]
    public void Replies_and_progress()
    {
        Golden.Check("reply-ok", ReplyJson.Final(CommandReply.Ok(new JsonObject { ["name"] = "Zoë" }), "\"7\""));
        Golden.Check("reply-error", ReplyJson.Final(CommandReply.Failed(CommandError.LooksLikeOther, "This is Bea."), "7"));
        Golden.Check("progress", ReplyJson.Progress(3, 10, "\"7\""));
        Golden.Check("progress-with-text", ReplyJson.Progress(2, 5, "\"7\"", "Turn your head slowly to the left."));
    }

    private static HealthReport Sick => new()
    {
        Status = HealthStatus.Degraded,
        Problems = [new("camera_offline", "The camera front_door sends nothing.", "Check its power & cable.")],
        MemoryMb = 212.34567,
        CpuPercent = 81.5,
        UptimeS = 3600,
        Queues = new Dictionary<string, long> { ["outbox"] = 3 },
        Drops = new Dictionary<string, long> { ["frames"] = 12 },
        InferenceMs = new Dictionary<string, InferenceTimes> { ["cpu"] = new(3.1, 8.2), ["hailo-r50"] = new(null, null) },
        Embedded = new Dictionary<string, long> { ["cpu"] = 5120, ["hailo-r50"] = 0 },
        LatencyMs = 88.1,
    };

    private OutgoingMessage Of(IEnumerable<OutgoingMessage> said, string topic) => said.Single(message => message.Topic == $"{Topics.Root}/camera/front_door/{topic}");

    private static Task<CommandReply> Nothing(CommandCall call, CancellationToken stopping) => Task.FromResult(CommandReply.Ok());
}
