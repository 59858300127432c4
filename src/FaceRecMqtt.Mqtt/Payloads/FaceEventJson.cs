using System.Text.Json;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>The contract's event object, written key by key because its order, rounding and extra keys are part of the contract.</summary>
internal static class FaceEventJson
{
    /// <summary>Payload of <c>event</c>; without its type, payload of <c>face</c>.</summary>
    public static byte[] Write(FaceEvent face, string node, bool withEventType) =>
        JsonBytes.Write(writer => WriteObject(writer, face, node, withEventType));

    /// <summary>Payload of <c>face</c> where no decision is to be shown: every key, and nothing known. An empty payload would be a fault to Home Assistant.</summary>
    public static byte[] Nothing(string node, string camera) => JsonBytes.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", 1);
        writer.WriteNull("seq");
        writer.WriteString("node", node);
        writer.WriteString("camera", camera);
        foreach (var key in (ReadOnlySpan<string>)
        [
            "track", "person", "identity", "unknown_id", "similarity", "runner_up", "margin", "threshold", "pre_norm", "quality", "looks", "backend",
            "decided_by", "decided_because", "model", "box", "capture_ts", "age_ms", "stale", "timing_ms", "seconds",
        ])
        {
            writer.WriteNull(key);
        }

        writer.WriteEndObject();
    });

    private static void WriteObject(Utf8JsonWriter writer, FaceEvent face, string node, bool withEventType)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", 1);
        if (withEventType)
        {
            writer.WriteString("event_type", EventType(face.EventType));
        }

        writer.WriteNumber("seq", face.Seq);
        writer.WriteString("node", node);
        writer.WriteString("camera", face.Camera);
        writer.WriteString("track", face.Track);
        writer.WriteString("person", face.Person);
        writer.WriteString("identity", face.Identity);
        writer.WriteString("unknown_id", face.UnknownId);
        Number(writer, "similarity", face.Similarity);
        WriteRunnerUp(writer, face.RunnerUp);
        Number(writer, "margin", face.Margin);
        Number(writer, "threshold", face.Threshold);
        Number(writer, "pre_norm", face.PreNorm);
        WriteQuality(writer, face.Quality);
        writer.WriteNumber("looks", face.Looks);
        writer.WriteString("backend", face.Backend);
        writer.WriteString("decided_by", face.DecidedBy);
        writer.WriteString("decided_because", face.DecidedBecause);
        writer.WriteString("model", face.Model);
        writer.WriteStartArray("box");
        foreach (var side in face.Box)
        {
            writer.WriteNumberValue(ThreeDecimals.Round(side));
        }

        writer.WriteEndArray();
        writer.WriteString("capture_ts", Timestamp.Format(face.CaptureTs));
        writer.WriteNumber("age_ms", face.AgeMs);
        writer.WriteBoolean("stale", face.Stale);
        writer.WriteStartObject("timing_ms");
        Number(writer, "decode", face.TimingMs.Decode);
        Number(writer, "detect", face.TimingMs.Detect);
        Number(writer, "embed", face.TimingMs.Embed);
        Number(writer, "match", face.TimingMs.Match);
        writer.WriteEndObject();
        Number(writer, "seconds", face.Seconds);
        writer.WriteEndObject();
    }

    private static void WriteRunnerUp(Utf8JsonWriter writer, RunnerUp? runnerUp)
    {
        if (runnerUp is null)
        {
            writer.WriteNull("runner_up");
            return;
        }

        writer.WriteStartObject("runner_up");
        writer.WriteString("person", runnerUp.Person);
        Number(writer, "similarity", runnerUp.Similarity);
        writer.WriteEndObject();
    }

    private static void WriteQuality(Utf8JsonWriter writer, FaceQuality quality)
    {
        writer.WriteStartObject("quality");
        writer.WriteNumber("face_px", quality.FacePx);
        Number(writer, "sharpness", quality.Sharpness);
        writer.WriteNumber("yaw", quality.Yaw);
        writer.WriteNumber("pitch", quality.Pitch);
        writer.WriteNumber("roll", quality.Roll);
        Number(writer, "detector", quality.Detector);
        writer.WriteString("grade", Grade(quality.Grade));
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, string key, float? value)
    {
        if (value is { } number && float.IsFinite(number))
        {
            writer.WriteNumber(key, ThreeDecimals.Round(number));
        }
        else
        {
            writer.WriteNull(key);
        }
    }

    private static string EventType(FaceEventType type) => type switch
    {
        FaceEventType.Recognized => "recognized",
        FaceEventType.Unknown => "unknown",
        FaceEventType.Changed => "changed",
        FaceEventType.Left => "left",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such event type."),
    };

    private static string Grade(FaceGrade grade) => grade switch
    {
        FaceGrade.Poor => "poor",
        FaceGrade.Fair => "fair",
        FaceGrade.Good => "good",
        _ => throw new ArgumentOutOfRangeException(nameof(grade), grade, "No such grade."),
    };
}
