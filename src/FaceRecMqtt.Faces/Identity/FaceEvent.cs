using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>A candidate that was not chosen.</summary>
/// <param name="Person">Person's id.</param>
/// <param name="Similarity">Cosine similarity, in [-1, 1].</param>
public sealed record RunnerUp(string Person, float Similarity);

/// <summary>Where the time went, ms.</summary>
/// <param name="Decode">Decoding the picture.</param>
/// <param name="Detect">Finding faces in it.</param>
/// <param name="Embed">Aligning and embedding this face.</param>
/// <param name="Match">Comparing with the gallery.</param>
public sealed record StageTimes(float Decode, float Detect, float Embed, float Match)
{
    /// <summary>No times, written as null: a face that left was neither decoded nor embedded.</summary>
    public static StageTimes None { get; } = new(float.NaN, float.NaN, float.NaN, float.NaN);
}

/// <summary>One transition of one track with everything that led to it; its JSON form is the event of the MQTT contract.</summary>
public sealed record FaceEvent
{
    /// <summary>The transition.</summary>
    public required FaceEventType EventType { get; init; }

    /// <summary>Counts what is told of one camera, from 1; 0 before it is told.</summary>
    public long Seq { get; init; }

    /// <summary>Camera's name.</summary>
    public required string Camera { get; init; }

    /// <summary>Track's id, unique in this process's life: <c>front_door-1812</c>.</summary>
    public required string Track { get; init; }

    /// <summary>Person's id; null for an unknown.</summary>
    public string? Person { get; init; }

    /// <summary>Person's name, or <c>unknown</c>.</summary>
    public required string Identity { get; init; }

    /// <summary>Stable id of an unknown face; null for a known person, except where the track was that unknown until this event.</summary>
    public string? UnknownId { get; init; }

    /// <summary>Cosine similarity of the best candidate, in [-1, 1]; null when there was none: an empty gallery, or anchors against everybody.</summary>
    public float? Similarity { get; init; }

    /// <summary>The second best person; null when there is none.</summary>
    public RunnerUp? RunnerUp { get; init; }

    /// <summary>Lead over the runner-up; null when there is none.</summary>
    public float? Margin { get; init; }

    /// <summary>Similarity that was asked for.</summary>
    public required float Threshold { get; init; }

    /// <summary>Length of the deciding look's embedding before normalisation.</summary>
    public required float PreNorm { get; init; }

    /// <summary>Quality of the deciding look.</summary>
    public required FaceQuality Quality { get; init; }

    /// <summary>Embeddings that made up the evidence.</summary>
    public required int Looks { get; init; }

    /// <summary>Active backend.</summary>
    public required string Backend { get; init; }

    /// <summary>Backend that embedded the deciding look.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>What the active backend was not sure of, so that another one decided: <c>pre_norm</c>, <c>similarity</c>, <c>margin</c> or <c>contradiction</c>; null where it decided itself.</summary>
    public string? DecidedBecause { get; init; }

    /// <summary>The recogniser's id.</summary>
    public required string Model { get; init; }

    /// <summary>Box of the deciding look: x, y, width, height as parts of the frame, in [0, 1].</summary>
    public required float[] Box { get; init; }

    /// <summary>When the deciding look was captured.</summary>
    public required DateTimeOffset CaptureTs { get; init; }

    /// <summary>Age of that look when this event was made, ms.</summary>
    public required int AgeMs { get; init; }

    /// <summary>Whether it was too old to act on (see <c>recognition.stale_after_ms</c>).</summary>
    public required bool Stale { get; init; }

    /// <summary>Where the time went.</summary>
    public required StageTimes TimingMs { get; init; }

    /// <summary>Seconds in view; only for <see cref="FaceEventType.Left"/>.</summary>
    public float? Seconds { get; init; }
}
