namespace FaceRecMqtt.Onnx.Packs;

/// <summary>How far an installation is.</summary>
/// <param name="Step">What is being done, for people: <c>fetching</c>, <c>rewriting</c> …</param>
/// <param name="File">What it is done to.</param>
/// <param name="Done">Bytes done; null where they are not counted.</param>
/// <param name="Total">Bytes in all; null where that is not known.</param>
public readonly record struct InstallProgress(string Step, string File, long? Done = null, long? Total = null);
