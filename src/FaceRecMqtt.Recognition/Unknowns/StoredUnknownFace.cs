using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>A kept face of an unknown person as it is stored.</summary>
/// <param name="Crop">Aligned crop, interleaved RGB, <c>[112, 112, 3]</c>.</param>
/// <param name="Quality">Of the look.</param>
/// <param name="Source"><c>camera:&lt;name&gt;</c>.</param>
internal sealed record StoredUnknownFace(byte[] Crop, FaceQuality Quality, string Source);
