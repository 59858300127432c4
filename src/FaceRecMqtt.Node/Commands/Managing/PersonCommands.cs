using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Archives;
using FaceRecMqtt.Recognition.Curation;

namespace FaceRecMqtt.Node.Commands.Managing;

/// <summary><c>people/set</c>, <c>people/merge</c> and <c>people/erase</c>.</summary>
/// <param name="settings">Changes a person's settings.</param>
/// <param name="merge">Makes one person of two.</param>
/// <param name="erasure">Erases from the gallery.</param>
/// <param name="archives">Erases from backups and exports.</param>
internal sealed class PersonCommands(
    PersonSettings settings, PeopleMerge merge, PersonErasure erasure, ArchiveErasure archives)
{
    // Different people reach it now and then: whoever asks for less wants everybody to be this person.
    private const double LowestThreshold = 0.2;

    /// <summary>The commands.</summary>
    public IEnumerable<CommandDefinition> Definitions =>
    [
        new CommandDefinition("people/set", "Sets a person's own threshold or has them ignored; answers with the person.", (call, _) => Task.FromResult(Set(call)))
        {
            Arguments =
            [
                PeopleCommands.Person,
                new("threshold", ArgumentKind.Number, "Similarity this person needs in the place of the model's; 0: the model's again.") { Min = 0, Max = 1 },
                new("ignored", ArgumentKind.Flag, "Whether the person is recognised but never told of."),
            ],
            BareArgument = "person",
            Changes = true,
        },
        new CommandDefinition("people/merge", "Makes one person of two: all samples of one go to the other, who stays.", (call, _) => Task.FromResult(Merge(call)))
        {
            Arguments =
            [
                new("from", ArgumentKind.Text, "Id or name of who goes.") { Required = true, Min = 1 },
                new("into", ArgumentKind.Text, "Id or name of who stays.") { Required = true, Min = 1 },
            ],
            Group = CommandGroup.Deletion,
            Changes = true,
        },
        new CommandDefinition(
            "people/erase", "Removes every trace of a person: also from backups, and the exports they are in.", (call, _) => Task.FromResult(Erase(call)))
        {
            Arguments = [PeopleCommands.Person],
            BareArgument = "person",
            Group = CommandGroup.Deletion,
            Changes = true,
            TakesTime = true,
            Timeout = TimeSpan.FromMinutes(10),
        },
    ];

    private CommandReply Set(CommandCall call)
    {
        if (call.Number("threshold") is > 0 and < LowestThreshold)
        {
            return CommandReply.Failed(CommandError.BadRequest, "Below 0.2 strangers would be named; 0 means the model's threshold.");
        }

        var change = settings.Set(
            call.RequiredText("person"), (float?)call.Number("threshold"), call.Has("ignored") ? call.Flag("ignored") : null);
        return PeopleCommands.Reply(change, call.RequiredText("person"));
    }

    private CommandReply Merge(CommandCall call)
    {
        switch (merge.Run(call.RequiredText("from"), call.RequiredText("into")))
        {
            case MergeResult.Merged merged:
                var data = PeopleCommands.Json(merged.Into);
                (data["moved"], data["dropped_anchors"]) = (merged.Moved, merged.DroppedAnchors);
                return CommandReply.Ok(data);
            case MergeResult.NotFound missing:
                return PeopleCommands.NotFound(missing.Who);
            case MergeResult.SamePerson same:
                return CommandReply.Failed(CommandError.BadRequest, $"Both are {same.Person.Name} ({same.Person.Id}).");
            case var result:
                throw new InvalidOperationException($"No such outcome: {result.GetType().Name}.");
        }
    }

    private CommandReply Erase(CommandCall call)
    {
        if (erasure.Run(call.RequiredText("person")) is not { Person: var person } erased)
        {
            return PeopleCommands.NotFound(call.RequiredText("person"));
        }

        var (cleaned, unread) = archives.Run(erased);
        var data = PeopleCommands.Json(person);
        data["cleaned"] = new JsonArray([.. cleaned.Select(file => JsonValue.Create(file))]);
        data["unread"] = new JsonArray([.. unread.Select(file => JsonValue.Create(file))]);
        return unread.Count == 0 ? CommandReply.Ok(data) : CommandReply.Failed(
            CommandError.Internal,
            $"{person.Name} was erased, but {string.Join(", ", unread)} cannot be read and may hold pictures still; delete what you do not need.",
            data);
    }
}
