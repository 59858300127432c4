using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Archives;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Commands.Managing;

/// <summary>Every command that looks after the people who are enrolled, joined to what does the work.</summary>
internal static class ManagementCommands
{
    private static readonly SemaphoreSlim Alone = new(1);
    private static readonly string[] Archiving = ["people/erase", "people/export", "people/import", "backup", "restore"];

    /// <summary>The commands.</summary>
    /// <param name="gallery">The people.</param>
    /// <param name="active">Which backend serves.</param>
    /// <param name="rules">What a face must offer.</param>
    /// <param name="cameras">The cameras.</param>
    /// <param name="publisher">Says what a camera sees.</param>
    /// <param name="dataFolder">Where backups and exports go.</param>
    /// <param name="time">Clock.</param>
    /// <param name="loggers">Makes the loggers.</param>
    public static IEnumerable<CommandDefinition> Of(
        FaceGallery gallery,
        ActiveBackend active,
        EnrolmentOptions rules,
        CameraSet cameras,
        Func<string, CameraPublisher> publisher,
        string dataFolder,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var backups = new ArchiveFolder(dataFolder, "backups", ".db", time);
        var exports = new ArchiveFolder(dataFolder, "exports", ".zip", time);
        var anchors = new AnchorSet(gallery, time);
        void LimitsChanged()
        {
            // Where a camera has no threshold of its own, the new one holds.
            foreach (var camera in cameras.All)
            {
                publisher(camera.Name).Settings(camera.Settings);
            }
        }

        gallery.Replaced += LimitsChanged;
        backups.RemoveRests();
        exports.RemoveRests();
        CommandDefinition[] commands =
        [
            .. new PersonCommands(
                new PersonSettings(gallery, time),
                new PeopleMerge(gallery, time),
                new PersonErasure(gallery),
                new ArchiveErasure(backups, exports)).Definitions,
            .. SampleCommands.Of(new SampleReview(gallery, time)),
            new AnchorCommands(anchors, new AnchorPicture(active, anchors, rules), time).Definition,
            .. ExportCommands.Of(new PeopleExport(gallery, exports), new PeopleImport(gallery, active, exports, time), exports),
            .. BackupCommands.Of(
                new GalleryBackup(gallery, backups), new GalleryRestore(gallery, active, backups, time, loggers.CreateLogger<GalleryRestore>()), backups),
            new CalibrateCommand(active, gallery, new ModelLimits(gallery), LimitsChanged).Definition,
        ];
        return commands.Select(command => Archiving.Contains(command.Name) ? command with { Run = (call, stopping) => RunAloneAsync(command, call, stopping) } : command);
    }

    // An erasure during a restore would be undone by it, and an export begun before an erasure would come out after it.
    private static async Task<CommandReply> RunAloneAsync(CommandDefinition command, CommandCall call, CancellationToken stopping)
    {
        await Alone.WaitAsync(stopping);
        try
        {
            return await command.Run(call, stopping);
        }
        finally
        {
            Alone.Release();
        }
    }
}
