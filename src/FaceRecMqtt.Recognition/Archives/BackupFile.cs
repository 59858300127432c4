namespace FaceRecMqtt.Recognition.Archives;

/// <summary>A copy of the gallery in the folder of backups.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="People">People in it.</param>
/// <param name="Samples">Their samples, anchors included.</param>
public sealed record BackupFile(string File, long Bytes, int People, int Samples);
