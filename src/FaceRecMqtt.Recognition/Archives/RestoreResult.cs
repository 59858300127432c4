namespace FaceRecMqtt.Recognition.Archives;

/// <summary>What came back from a backup.</summary>
/// <param name="People">People now.</param>
/// <param name="Samples">Their samples, anchors included.</param>
/// <param name="Embedded">Pictures that the serving model had not embedded.</param>
/// <param name="Replaced">The gallery that was in use before, as a backup.</param>
public sealed record RestoreResult(int People, int Samples, int Embedded, BackupFile Replaced);
