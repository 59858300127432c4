using System.Globalization;
using System.Text.Json;

namespace FaceRecMqtt.EndToEnd;

/// <summary>What the contract promises to lie at the broker while a node runs.</summary>
internal static class ContractTopics
{
    private static readonly string[] FaceKeys =
    [
        "schema", "seq", "node", "camera", "track", "person", "identity", "similarity", "runner_up", "margin", "threshold", "pre_norm", "quality", "looks",
        "backend", "decided_by", "decided_because", "model", "box", "capture_ts", "age_ms", "stale", "timing_ms",
    ];

    /// <summary>Every topic of the contract has a value of its kind.</summary>
    public static void AssertComplete(MqttRecorder recorder, IReadOnlyList<string> cameras)
    {
        Assert.Equal("online", Text(recorder, Stage.Topic("state")));
        AssertKeys(recorder, Stage.Topic("info"), "schema", "version", "node", "node_id", "started", "cameras", "commands", "configuration");
        AssertKeys(recorder, Stage.Topic("backend"), "active", "policy", "switching_to", "available");
        AssertKeys(recorder, Stage.Topic("health"), "status", "problems");
        AssertKeys(recorder, Stage.Topic("settings"), "enroll_name");
        AssertKeys(recorder, Stage.Topic("enroll/state"), "step", "person", "camera", "samples", "wanted", "text", "reason");
        foreach (var camera in cameras)
        {
            Assert.Equal("online", Text(recorder, Stage.Topic(camera, "state")));
            Assert.NotEmpty(Text(recorder, Stage.Topic(camera, "identity")));
            AssertNumber(recorder, Stage.Topic(camera, "similarity"));
            AssertNumber(recorder, Stage.Topic(camera, "pre_norm"));
            AssertNumber(recorder, Stage.Topic(camera, "faces"));
            Assert.Equal(JsonValueKind.Array, Newest(recorder, Stage.Topic(camera, "present")).Json.ValueKind);
            AssertKeys(recorder, Stage.Topic(camera, "face"), FaceKeys);
            AssertKeys(recorder, Stage.Topic(camera, "event"), [.. FaceKeys, "event_type"]);
            AssertKeys(recorder, Stage.Topic(camera, "settings"), "enabled", "min_similarity");
            AssertKeys(recorder, Stage.Topic(camera, "stats"), "decoded_fps", "detected_fps", "dropped_fps", "bitrate_kbps", "last_frame_age_ms", "reconnects");
            // JPEG, at most 100 kB.
            var snapshot = Newest(recorder, Stage.Topic(camera, "snapshot")).Payload;
            Assert.Equal([0xFF, 0xD8, 0xFF], snapshot[..3]);
            Assert.InRange(snapshot.Length, 500, 100_000);
        }
    }

    /// <summary>Home Assistant was told of the node and each camera, in the form it accepts.</summary>
    public static void AssertDiscovery(MqttRecorder recorder, IReadOnlyList<string> cameras)
    {
        var devices = recorder.Messages().Where(message => message.Topic.StartsWith("homeassistant/device/", StringComparison.Ordinal))
            .GroupBy(message => message.Topic).Select(messages => messages.Last()).ToList();
        Assert.Equal(1 + cameras.Count, devices.Count(device => !device.Topic.Contains("_person_", StringComparison.Ordinal)));
        foreach (var device in devices)
        {
            Assert.NotEmpty(device.Json.GetProperty("device").GetProperty("identifiers").EnumerateArray());
            Assert.NotEmpty(device.Json.GetProperty("components").EnumerateObject());
        }
    }

    private static Received Newest(MqttRecorder recorder, string topic) =>
        recorder.Latest(topic) ?? throw new Xunit.Sdk.XunitException($"Nothing was published on {topic}.");

    private static string Text(MqttRecorder recorder, string topic) => Newest(recorder, topic).Text;

    private static void AssertNumber(MqttRecorder recorder, string topic) =>
        Assert.True(double.TryParse(Text(recorder, topic), CultureInfo.InvariantCulture, out _), $"{topic} is no number: {Text(recorder, topic)}");

    private static void AssertKeys(MqttRecorder recorder, string topic, params string[] keys)
    {
        var json = Newest(recorder, topic).Json;
        foreach (var key in keys)
        {
            Assert.True(json.TryGetProperty(key, out _), $"{topic} lacks {key}: {json}");
        }
    }
}
