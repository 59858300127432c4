using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Node.CommandLine.Evaluating;

/// <summary>A face in a picture file.</summary>
/// <param name="Box">Where, px of the picture.</param>
/// <param name="Crop">The aligned crop, interleaved RGB, <c>[112, 112, 3]</c>.</param>
internal sealed record FoundFace(FaceBox Box, byte[] Crop);
