namespace FaceRecMqtt.Onnx.Packs;

/// <summary>Colour pictures of faces from which the self-test reference is made.</summary>
/// <param name="Source">Where they are published; null: they lie in the pack's folder.</param>
/// <param name="Pictures">Paths inside the source's archive, or file names in the pack's folder.</param>
public sealed record SelfTestPictures(PackSource? Source, IReadOnlyList<string> Pictures);
