namespace FaceRecMqtt.Onnx;

/// <summary>What a configuration may change of an ONNX backend.</summary>
public sealed record OnnxBackendOptions
{
    /// <summary>Threads that compute one call. Default 0: one for small models, two for SCRFD detectors and ResNets where there are two cores.</summary>
    public int Threads { get; init; }

    /// <summary>Width and height of the detector's input, px, a multiple of 32; only for detectors that take any size. Default null: the manifest's size.</summary>
    public int? DetectorSize { get; init; }

    /// <summary>Lowest cosine similarity that is accepted, in [-1, 1]. Default null: the manifest's.</summary>
    public float? Threshold { get; init; }

    /// <summary>Least lead over the runner-up, in [0, 2]. Default null: the manifest's.</summary>
    public float? Margin { get; init; }
}
