using System.Text.Json.Nodes;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Archives;

namespace FaceRecMqtt.Node.Commands.Managing;

/// <summary>Work with files of the data folder, and its failures as replies.</summary>
internal static class ArchiveReply
{
    /// <summary>Does the work; a failure of its files or its backend becomes the reply.</summary>
    public static Task<CommandReply> OfAsync(Func<CommandReply> work) => OfAsync(() => Task.FromResult(work()));

    /// <inheritdoc cref="OfAsync(Func{CommandReply})"/>
    public static async Task<CommandReply> OfAsync(Func<Task<CommandReply>> work)
    {
        try
        {
            return await work();
        }
        catch (ArchiveException fault)
        {
            return CommandReply.Failed(
                fault.Problem switch
                {
                    ArchiveProblem.BadName or ArchiveProblem.Unusable => CommandError.BadRequest,
                    ArchiveProblem.NotFound => CommandError.NotFound,
                    ArchiveProblem.Exists => CommandError.Exists,
                    ArchiveProblem.TooLarge => CommandError.TooLarge,
                    _ => CommandError.Internal,
                },
                fault.Message);
        }
        catch (BackendException fault)
        {
            return CommandReply.Failed(CommandError.BackendUnavailable, fault.Message);
        }
    }

    /// <summary>A written file as replies show it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="file">The file.</param>
    public static JsonObject Json(string folder, BackupFile file) => new()
    {
        ["file"] = $"{folder}/{file.File}",
        ["bytes"] = file.Bytes,
        ["people"] = file.People,
        ["samples"] = file.Samples,
    };
}
