using System.Text.Json.Nodes;
using CsCheck;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Mqtt.Payloads;

public sealed class FormTests
{
    private readonly Outbox _outbox = new(100, TimeProvider.System);

    private CameraPublisher Camera => new(new NodeTopics("facerec", "edge"), "front", _outbox);

    [Fact]
    public void Every_kind_of_event_has_the_same_keys()
    {
        var keys = new[]
        {
            Samples.Recognized, Samples.Unknown, Samples.Recognized with { EventType = FaceEventType.Changed },
            Samples.Unknown with { EventType = FaceEventType.Left, Seconds = 3 },
        }.Select(face => string.Join(' ', Keys(FaceEventJson.Write(face, "edge", withEventType: true)))).Distinct();
        Assert.Equal(
            "schema event_type seq node camera track person identity unknown_id similarity runner_up margin threshold pre_norm quality looks backend decided_by "
                + "decided_because model box capture_ts age_ms stale timing_ms seconds",
            Assert.Single(keys));
    }

    [Fact]
    public void The_contracts_example_has_no_key_that_we_lack()
    {
        var contract = RepositoryRoot.Shared("design", "mqtt-contract.md");
        Assert.SkipUnless(File.Exists(contract), "The contract lies in the shared folder beside the checkout.");
        var text = File.ReadAllText(contract);
        var begin = text.IndexOf("""{"schema":1,"event_type""", StringComparison.Ordinal);
        var example = JsonNode.Parse(text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)])!.AsObject();
        var ours = JsonNode.Parse(FaceEventJson.Write(Samples.Recognized, "edge", withEventType: true))!.AsObject();
        Assert.Empty(Paths(example).Except(Paths(ours)));

        static IEnumerable<string> Paths(JsonObject json, string root = "") => json.SelectMany(member =>
            member.Value is JsonObject inner ? Paths(inner, $"{root}{member.Key}.") : [root + member.Key]);
    }

    [Fact]
    public void The_face_record_is_the_event_without_its_type() => Assert.Equal(
        Keys(FaceEventJson.Write(Samples.Recognized, "edge", withEventType: true)).Where(key => key != "event_type"),
        Keys(FaceEventJson.Write(Samples.Recognized, "edge", withEventType: false)));

    [Fact]
    public void What_is_no_number_becomes_null_and_says_nothing_on_the_plain_topics()
    {
        Camera.Decision(Samples.Recognized with { Similarity = float.NaN, PreNorm = float.PositiveInfinity, Margin = float.NegativeInfinity });
        var said = _outbox.Drain();
        var face = JsonNode.Parse(said.Single(message => message.Topic.EndsWith("/event", StringComparison.Ordinal)).Payload.Span)!.AsObject();
        Assert.True(face.ContainsKey("similarity") && face["similarity"] is null && face["pre_norm"] is null && face["margin"] is null);
        Assert.DoesNotContain(said, message => message.Topic.EndsWith("/similarity", StringComparison.Ordinal) || message.Topic.EndsWith("/pre_norm", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.6345f, "0.635")]
    [InlineData(-0.0004f, "0.000")]
    [InlineData(-0.25f, "-0.250")]
    [InlineData(1f, "1.000")]
    [InlineData(12345.678f, "12345.678")]
    public void Plain_numbers_have_three_decimals_and_a_point(float value, string text)
    {
        Camera.Decision(Samples.Recognized with { Similarity = value });
        Assert.Equal(text, _outbox.Drain().Single(message => message.Topic.EndsWith("/similarity", StringComparison.Ordinal)).Text());
    }

    [Fact]
    public void Numbers_in_JSON_have_at_most_three_decimals_and_no_negative_zero() => Gen.Float.Sample(value =>
    {
        var text = JsonNode.Parse(FaceEventJson.Write(Samples.Recognized with { Margin = value }, "edge", withEventType: true))!["margin"]?.ToJsonString();
        if (!float.IsFinite(value))
        {
            Assert.Null(text);
        }
        else if (Math.Abs(value) < 1e9)
        {
            Assert.Matches(@"^(-?\d+(\.\d{1,3})?)$", text);
            Assert.NotEqual("-0", text);
            Assert.Equal(value, float.Parse(text!, System.Globalization.CultureInfo.InvariantCulture), 0.000501 + (Math.Abs(value) * 1e-6));
        }
    });

    [Theory]
    [InlineData(0, "2026-11-23T06:10:12.345+00:00")]
    [InlineData(5.5, "2026-11-23T06:10:12.345+05:30")]
    [InlineData(-3, "2026-11-23T06:10:12.345-03:00")]
    public void Times_have_milliseconds_and_an_offset(double hours, string text)
    {
        var time = new DateTimeOffset(2026, 11, 23, 6, 10, 12, 345, TimeSpan.FromHours(hours)).AddTicks(9999);
        Assert.Equal(text, JsonNode.Parse(FaceEventJson.Write(Samples.Recognized with { CaptureTs = time }, "edge", withEventType: true))!["capture_ts"]!.GetValue<string>());
    }

    [Fact]
    public void A_whole_microsecond_is_cut_not_rounded_into_the_next_second() =>
        Assert.EndsWith(":12.999+00:00", Timestamp.Format(new DateTimeOffset(2026, 11, 23, 6, 10, 12, 999, TimeSpan.Zero).AddTicks(9999)), StringComparison.Ordinal);

    [Fact]
    public void States_of_a_camera_are_plain_words()
    {
        var words = new List<string>();
        foreach (var state in Enum.GetValues<CameraState>())
        {
            Camera.State(state);
            words.AddRange(_outbox.Drain().Select(message => message.Text()));
        }

        Assert.Equal(["online", "offline", "disabled"], words);
    }

    [Fact]
    public void States_are_retained_and_events_stats_and_snapshots_of_strangers_are_not()
    {
        Camera.State(CameraState.Online);
        Camera.Decision(Samples.Recognized);
        Camera.InView(1, []);
        Camera.Settings(new CameraSettings(true, 0.4));
        Camera.Stats(new CameraStats(1, 1, 0, null, null, 0));
        Camera.Snapshot(new byte[] { 1 }, retain: false);
        Assert.Equal(
            ["event:False", "face:True", "faces:True", "identity:True", "pre_norm:True", "present:True", "settings:True", "similarity:True", "snapshot:False", "state:True",
                "stats:False"],
            _outbox.Drain().Select(message => $"{message.Topic.Split('/')[^1]}:{message.Retain}").Order(StringComparer.Ordinal));
        Camera.Snapshot(new byte[] { 1 }, retain: true);
        Assert.True(Assert.Single(_outbox.Drain()).Retain);
    }

    private static IEnumerable<string> Keys(byte[] json) => JsonNode.Parse(json)!.AsObject().Select(member => member.Key);
}
