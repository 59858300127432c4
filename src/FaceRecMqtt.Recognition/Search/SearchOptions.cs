namespace FaceRecMqtt.Recognition.Search;

/// <summary>How thoroughly a camera's pictures are searched.</summary>
public sealed record SearchOptions
{
    /// <summary>Detections the detector is less sure of are left out, in [0, 1]. Default null: what the backend says.</summary>
    public float? MinDetectorScore { get; init; }

    /// <summary>Narrowest face that is looked for, frame px. Default 24.</summary>
    public int MinFacePx { get; init; } = 24;

    /// <summary>The whole picture is searched once within so many frames. Default 15.</summary>
    public int FullPassEvery { get; init; } = 15;

    /// <summary>Most detector calls for one frame. Default 4.</summary>
    public int RegionsPerFrame { get; init; } = 4;
}
