namespace FaceRecMqtt.Onnx.Packs;

/// <summary>What a model pack states of itself; code assumes nothing that stands here.</summary>
public sealed record PackManifest
{
    /// <summary>Name, <c>[a-z0-9_-]+</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, one line for people.</summary>
    public required string Title { get; init; }

    /// <summary>Licence, as a sentence.</summary>
    public required string Licence { get; init; }

    /// <summary>Whether a person has to accept the licence before it is fetched. Default false.</summary>
    public bool NeedsAcceptance { get; init; }

    /// <summary>Where the files are published; null for a custom pack whose files lie beside its manifest.</summary>
    public PackSource? Source { get; init; }

    /// <summary>Pictures for the self-test reference; null where none is made.</summary>
    public SelfTestPictures? SelfTest { get; init; }

    /// <summary>Every model file.</summary>
    public required IReadOnlyList<PackFile> Files { get; init; }

    /// <summary>Finds faces.</summary>
    public required DetectorManifest Detector { get; init; }

    /// <summary>Finds the five points; null where the detector does.</summary>
    public LandmarkManifest? Landmarks { get; init; }

    /// <summary>Embeds faces.</summary>
    public required RecogniserManifest Recogniser { get; init; }
}
