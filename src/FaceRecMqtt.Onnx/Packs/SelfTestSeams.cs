using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Onnx.Packs;

/// <summary>What an installation needs of other parts to make a self-test reference.</summary>
/// <param name="Decode">Decodes a picture file; the caller disposes the frame. Null where pictures cannot be decoded.</param>
/// <param name="AlignedFaces">All faces a pack's own models find in a frame, each an aligned crop: interleaved RGB, <c>[112, 112, 3]</c>.</param>
public sealed record SelfTestSeams(Func<ReadOnlyMemory<byte>, Frame?> Decode, Func<InstalledPack, Frame, IReadOnlyList<byte[]>> AlignedFaces);
