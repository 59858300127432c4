using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Tests.Mqtt.Payloads;

/// <summary>The contract's example.</summary>
internal static class Samples
{
    public static FaceEvent Recognized { get; } = new()
    {
        EventType = FaceEventType.Recognized,
        Seq = 42,
        Camera = "front_door",
        Track = "front_door-1812",
        Person = "anna",
        Identity = "Anna",
        Similarity = 0.63449f,
        RunnerUp = new RunnerUp("bea", 0.2105f),
        Margin = 0.423f,
        Threshold = 0.42f,
        PreNorm = 3.41f,
        Quality = new FaceQuality(118, 0.7199999f, -8, 4, 2, 0.93f, FaceGrade.Good),
        Looks = 4,
        Backend = "cpu",
        DecidedBy = "cpu",
        Model = "fr_feature@6b1f",
        Box = [0.41f, 0.22f, 0.12f, 0.19f],
        CaptureTs = new DateTimeOffset(2026, 11, 23, 6, 10, 12, 345, TimeSpan.Zero),
        AgeMs = 143,
        Stale = false,
        TimingMs = new StageTimes(6.1f, 3.4f, 8.2f, 0.1f),
    };

    public static FaceEvent Unknown { get; } = Recognized with
    {
        EventType = FaceEventType.Unknown,
        Person = null,
        Identity = "unknown",
        UnknownId = "u-7f",
        Similarity = null,
        RunnerUp = null,
        Margin = null,
    };
}
