using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Something that detects and embeds.</summary>
internal sealed record BackendSection
{
    [Setting("Name by which the backend is chosen: small letters, digits, - and _.")]
    public string Name { get; init; } = "cpu";

    [Setting("What computes: onnx (ONNX Runtime on the CPU).", Choices = ["onnx"])]
    public BackendKind Kind { get; init; } = BackendKind.Onnx;

    [Setting("Model pack: a name that `facerec models list` shows, or the path of a folder with a manifest.")]
    public string Pack { get; init; } = "starter";

    [Setting("Folder where the pack's files already lie; they are checked and taken from there instead of the network.",
        Example = "/etc/insightface", WhenAbsent = "fetched from the pack's own source")]
    public string? ModelsFrom { get; init; }

    [Setting("Threads for one inference. 0: chosen for this machine.", Unit = "threads", Min = 0, Max = 64)]
    public int Threads { get; init; }

    [Setting("Width and height of the detector's input, for detectors that take any size; a multiple of 32.",
        Unit = "px", Min = 160, Max = 1280, Example = "640", WhenAbsent = "the pack's own")]
    public int? DetectorSize { get; init; }

    [Setting("Least cosine similarity that counts as the same person.", Min = -1, Max = 1, Example = "0.42", WhenAbsent = "the pack's own")]
    public float? Threshold { get; init; }

    [Setting("Least lead of the best person over the second best.", Min = 0, Max = 2, Example = "0.08", WhenAbsent = "the pack's own")]
    public float? Margin { get; init; }
}
