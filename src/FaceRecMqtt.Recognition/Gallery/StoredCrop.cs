namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>A stored sample that has no embedding of some model yet.</summary>
/// <param name="Sample">Row id.</param>
/// <param name="Crop">Aligned crop, interleaved RGB, <c>[112, 112, 3]</c>.</param>
public sealed record StoredCrop(long Sample, byte[] Crop);
