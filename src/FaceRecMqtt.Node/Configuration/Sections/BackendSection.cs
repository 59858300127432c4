using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Something that detects and embeds.</summary>
internal sealed record BackendSection
{
    [Setting("Name by which the backend is chosen: small letters, digits, - and _.")]
    public string Name { get; init; } = "cpu";

    [Setting("What computes: onnx (ONNX Runtime on the CPU) or hailo (HailoRT 4.20 to 4.23 on a Hailo-8 or 8L).")]
    public BackendKind Kind { get; init; } = BackendKind.Onnx;

    [Setting("For onnx: the model pack, a name that `facerec models list` shows, or the path of a folder with a manifest.")]
    public string Pack { get; init; } = "starter";

    [Setting("Folder where the pack's files already lie; they are checked and taken from there instead of the network.",
        Example = "/etc/insightface", WhenAbsent = "fetched from the pack's own source")]
    public string? ModelsFrom { get; init; }

    [Setting("Threads for one inference. 0: chosen for this machine.", Unit = "threads", Min = 0, Max = 64)]
    public int Threads { get; init; }

    [Setting("Width and height of the detector's input, for detectors that take any size; a multiple of 32.",
        Unit = "px", Min = 160, Max = 1280, Example = "640", WhenAbsent = "the pack's own")]
    public int? DetectorSize { get; init; }

    [Setting("For hailo: the library of HailoRT; the same for all such backends.",
        Example = "/usr/lib/libhailort.so.4.23.0", WhenAbsent = "found under its usual names")]
    public string? Library { get; init; }

    [Setting("For hailo: the detector, an SCRFD HEF for the device.",
        Example = "/etc/hailo/models/scrfd_10g.hef", WhenAbsent = "the best scrfd_….hef in /etc/hailo/models")]
    public string? DetectorHef { get; init; }

    [Setting("For hailo: the recogniser, an ArcFace HEF for the device.",
        Example = "/etc/hailo/models/arcface_mobilefacenet.hef", WhenAbsent = "arcface_mobilefacenet.hef or arcface_r50.hef in /etc/hailo/models")]
    public string? RecogniserHef { get; init; }

    [Setting("For hailo: at or below this pre_norm an embedding is worthless.", Min = 0, Max = 100, Example = "5",
        WhenAbsent = "9 for an r50, else 5")]
    public float? PreNormLow { get; init; }

    [Setting("For hailo: at or above this pre_norm an embedding is fully trusted.", Min = 0, Max = 100, Example = "7",
        WhenAbsent = "9 for an r50, else 7; at least pre_norm_low")]
    public float? PreNormHigh { get; init; }

    [Setting("Least cosine similarity that counts as the same person.", Min = 0, Max = 1, Example = "0.42",
        WhenAbsent = "the pack's own; for hailo 0.3 for an r50, else 0.25")]
    public float? Threshold { get; init; }

    [Setting("Least lead of the best person over the second best.", Min = 0, Max = 2, Example = "0.08", WhenAbsent = "the pack's own; for hailo 0.08")]
    public float? Margin { get; init; }
}
