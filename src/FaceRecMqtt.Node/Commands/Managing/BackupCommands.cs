using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Archives;

namespace FaceRecMqtt.Node.Commands.Managing;

/// <summary><c>backup</c> and <c>restore</c>: files in the data folder, never sent over MQTT.</summary>
internal static class BackupCommands
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The commands.</summary>
    /// <param name="backup">Writes files.</param>
    /// <param name="restore">Reads them.</param>
    /// <param name="folder">Where they are.</param>
    public static IEnumerable<CommandDefinition> Of(GalleryBackup backup, GalleryRestore restore, ArchiveFolder folder) =>
    [
        new CommandDefinition("backup", $"Copies the whole gallery into a file in {folder.Name}/ of the data folder.", (call, _) =>
            ArchiveReply.OfAsync(() => CommandReply.Ok(ArchiveReply.Json(folder.Name, backup.Write(call.Text("file"))))))
        {
            Arguments = [new("file", ArgumentKind.Text, "Name of the file; left out: made of the time.") { Min = 1, Max = 100 }],
            BareArgument = "file",
            Group = CommandGroup.Backup,
            Changes = true,
            TakesTime = true,
            Timeout = Patience,
        },
        new CommandDefinition(
            "restore", $"Puts a backup from {folder.Name}/ of the data folder in the place of the gallery, which is kept as a backup too.", (call, stopping) =>
                ArchiveReply.OfAsync(async () => Reply(folder, await restore.RunAsync(call.RequiredText("file"), call.Progress, stopping))))
        {
            Arguments = [new("file", ArgumentKind.Text, "Name of the file.") { Required = true, Min = 1, Max = 100 }],
            BareArgument = "file",
            Group = CommandGroup.Backup,
            Changes = true,
            TakesTime = true,
            Timeout = Patience,
        },
    ];

    private static CommandReply Reply(ArchiveFolder folder, RestoreResult result) => CommandReply.Ok(new()
    {
        ["people"] = result.People,
        ["samples"] = result.Samples,
        ["embedded"] = result.Embedded,
        ["replaced"] = $"{folder.Name}/{result.Replaced.File}",
    });
}
