namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A pack's detector.</summary>
/// <param name="File">Model file in the pack's folder.</param>
/// <param name="Family">How its outputs are read.</param>
/// <param name="Input">Its input.</param>
public sealed record DetectorManifest(string File, DetectorFamily Family, InputFormat Input)
{
    /// <summary>Smallest face width it finds reliably, in px of its input.</summary>
    public required float SmallestFacePx { get; init; }

    /// <summary>Whether <see cref="InputFormat.Width"/> and <see cref="InputFormat.Height"/> may be changed to other multiples of 32. Default false.</summary>
    public bool AnySize { get; init; }

    /// <summary>Detections it is less sure of are left out unless the configuration says otherwise, in [0, 1]. Default 0.6.</summary>
    public float MinScore { get; init; } = 0.6f;

    /// <summary>Boxes of which more than this share (intersection over union) is covered by a better one are dropped. Default 0.4.</summary>
    public float MaxOverlap { get; init; } = 0.4f;
}
