namespace FaceRecMqtt.Onnx.Packs;

/// <summary>What an installation came to.</summary>
/// <param name="Pack">The installed pack.</param>
/// <param name="WasThere">Whether it was installed already, so that nothing was done.</param>
/// <param name="Notes">What a person should know: hashes that were not stated, a rewrite that was not kept, a missing self-test.</param>
public sealed record InstallResult(InstalledPack Pack, bool WasThere, IReadOnlyList<string> Notes);
