using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Recognition.Search;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>How one camera's faces are looked for and decided.</summary>
/// <param name="Name">Camera's name.</param>
public sealed record CameraRecognitionOptions(string Name)
{
    /// <summary>Where it is looked.</summary>
    public SearchOptions Search { get; init; } = new();

    /// <summary>How faces are followed.</summary>
    public TrackerOptions Tracker { get; init; } = new();

    /// <summary>How much evidence a verdict takes.</summary>
    public IdentityOptions Identity { get; init; } = new();

    /// <summary>Narrower faces are tracked but not embedded, px. Default 24.</summary>
    public int MinFacePx { get; init; } = 24;

    /// <summary>Faces embedded at most in one picture; the others wait for the next. Default 4.</summary>
    public int EmbeddingsPerFrame { get; init; } = 4;

    /// <summary>A decision from an older picture is marked stale. Default 1 s.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Similarity this camera asks for, in [-1, 1]; null: the model's threshold.</summary>
    public float? MinSimilarity { get; init; }
}
