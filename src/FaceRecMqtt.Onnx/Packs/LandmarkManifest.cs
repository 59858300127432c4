namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A pack's landmark model, for detectors without points.</summary>
/// <param name="File">Model file in the pack's folder.</param>
/// <param name="Input">Its input: the detector's box, stretched.</param>
/// <param name="Points">For each of the five points (left eye, right eye, nose, left and right corner of the mouth) the numbers of the model's points whose mean it is.</param>
public sealed record LandmarkManifest(string File, InputFormat Input, IReadOnlyList<IReadOnlyList<int>> Points);
