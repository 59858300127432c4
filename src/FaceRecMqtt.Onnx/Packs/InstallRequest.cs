namespace FaceRecMqtt.Onnx.Packs;

/// <summary>How a pack is to be installed.</summary>
/// <param name="AcceptLicence">Whether a person accepted the licence. Default false.</param>
/// <param name="From">Folder where the published files already lie; null: the pack's own source.</param>
public sealed record InstallRequest(bool AcceptLicence = false, string? From = null);
