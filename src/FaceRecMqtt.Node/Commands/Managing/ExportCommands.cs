using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Archives;

namespace FaceRecMqtt.Node.Commands.Managing;

/// <summary><c>people/export</c> and <c>people/import</c>: files in the data folder, never sent over MQTT.</summary>
internal static class ExportCommands
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The commands.</summary>
    /// <param name="export">Writes files.</param>
    /// <param name="import">Reads them.</param>
    /// <param name="folder">Where they are.</param>
    public static IEnumerable<CommandDefinition> Of(PeopleExport export, PeopleImport import, ArchiveFolder folder) =>
    [
        new CommandDefinition(
            "people/export", $"Writes a person, or everybody, with all pictures into a file in {folder.Name}/ of the data folder.", (call, _) => ArchiveReply.OfAsync(() =>
                export.Write(call.Text("person"), call.Text("file")) is { } written
                    ? CommandReply.Ok(ArchiveReply.Json(folder.Name, written))
                    : PeopleCommands.NotFound(call.Text("person")!)))
        {
            Arguments =
            [
                new("person", ArgumentKind.Text, "The person's id or name; left out: everybody.") { Min = 1 },
                new("file", ArgumentKind.Text, "Name of the file; left out: made of who and when.") { Min = 1, Max = 100 },
            ],
            BareArgument = "person",
            Group = CommandGroup.Backup,
            Changes = true,
            TakesTime = true,
            Timeout = Patience,
        },
        new CommandDefinition(
            "people/import", $"Takes everybody out of a file in {folder.Name}/ of the data folder; nobody who is here is changed.", (call, stopping) =>
                ArchiveReply.OfAsync(async () => Reply(await import.RunAsync(call.RequiredText("file"), call.Flag("force"), call.Progress, stopping))))
        {
            Arguments =
            [
                new("file", ArgumentKind.Text, "Name of the file.") { Required = true, Min = 1, Max = 100 },
                new("force", ArgumentKind.Flag, "Also people who look like somebody else here.") { Group = CommandGroup.Force },
            ],
            BareArgument = "file",
            Group = CommandGroup.Enroll,
            Changes = true,
            TakesTime = true,
            Timeout = Patience,
        },
    ];

    private static CommandReply Reply(IReadOnlyList<ImportedPerson> outcomes)
    {
        var imported = outcomes.Count(outcome => outcome is ImportedPerson.Imported);
        var data = new JsonObject { ["imported"] = imported, ["people"] = new JsonArray([.. outcomes.Select(Json)]) };
        return imported > 0 || outcomes.Count == 0 ? CommandReply.Ok(data) : outcomes[0] switch
        {
            ImportedPerson.Exists => CommandReply.Failed(CommandError.Exists, "Everybody in the file is here already, or could not be taken.", data),
            ImportedPerson.LooksLikeOther => CommandReply.Failed(CommandError.LooksLikeOther, "Nobody was taken; force takes people who look like somebody else.", data),
            _ => CommandReply.Failed(CommandError.BadRequest, "Nobody in the file could be taken.", data),
        };
    }

    private static JsonObject Json(ImportedPerson outcome) => outcome switch
    {
        ImportedPerson.Imported done => Json(done, "imported", done.Person.Id, $"{done.Person.Samples} samples"),
        ImportedPerson.Exists exists => Json(exists, "exists", exists.Person.Id, "Somebody here has this name; rename one of them."),
        ImportedPerson.LooksLikeOther other => Json(other, "looks_like_other", other.Other, $"Similarity {Math.Round(other.Similarity, 3)}; force takes them all the same."),
        ImportedPerson.Unusable unusable => Json(unusable, "bad_request", null, unusable.Problem),
        _ => throw new InvalidOperationException($"No such outcome: {outcome.GetType().Name}."),
    };

    private static JsonObject Json(ImportedPerson outcome, string result, string? person, string text) =>
        new() { ["name"] = outcome.Name, ["result"] = result, ["person"] = person, ["text"] = text };
}
