using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>unknowns/list</c>, <c>unknowns/assign</c> and <c>unknowns/ignore</c>.</summary>
internal static class UnknownsCommands
{
    private static readonly CommandArgument Unknown = new("unknown_id", ArgumentKind.Text, "The unknown person's id, as events and unknowns/list show it.")
    {
        Required = true,
        Min = 1,
    };

    /// <summary>The commands.</summary>
    /// <param name="unknowns">Who is unknown; changes wait for the disk.</param>
    /// <param name="assignment">Gives them names.</param>
    public static IEnumerable<CommandDefinition> Of(UnknownPeople unknowns, UnknownAssignment assignment) =>
    [
        new CommandDefinition("unknowns/list", "Lists who came and is unknown, the last seen first.", (_, _) => Task.FromResult(List(unknowns))),
        new CommandDefinition(
            "unknowns/assign",
            "Gives an unknown person a name: a new one, or a known person's, who gets the faces as samples.",
            (call, stopping) => AssignAsync(assignment, call, stopping))
        {
            Arguments =
            [
                Unknown,
                new("name", ArgumentKind.Text, "The person's name.") { Required = true, Max = 4 * PersonName.MaxLength },
                new("force", ArgumentKind.Flag, "Also when the face looks like somebody else.") { Group = CommandGroup.Force },
            ],
            Group = CommandGroup.Enroll,
            Changes = true,
            TakesTime = true,
        },
        new CommandDefinition("unknowns/ignore", "An ignored unknown person raises no events.", (call, _) => Task.FromResult(Ignore(unknowns, call)))
        {
            Arguments = [Unknown, new("ignored", ArgumentKind.Flag, "false: the person raises events again. Default true.")],
            BareArgument = "unknown_id",
            Changes = true,
        },
    ];

    /// <summary>Gives the unknown person <c>unknown_id</c> the name <c>name</c>; for <c>enroll</c> too.</summary>
    public static async Task<CommandReply> AssignAsync(
        UnknownAssignment assignment, string unknown, PersonName name, bool force, CancellationToken stopping) =>
        EnrolmentReply.Of(await assignment.RunAsync(unknown, name, force, stopping), unknown);

    private static async Task<CommandReply> AssignAsync(UnknownAssignment assignment, CommandCall call, CancellationToken stopping) =>
        PersonName.Parse(call.RequiredText("name"), out var problem) is { } name
            ? await AssignAsync(assignment, call.RequiredText("unknown_id"), name, call.Flag("force"), stopping)
            : CommandReply.Failed(CommandError.BadRequest, problem!);

    private static CommandReply List(UnknownPeople unknowns) =>
        CommandReply.Ok(new JsonObject { ["unknowns"] = new JsonArray([.. unknowns.All().Select(Json)]) });

    private static CommandReply Ignore(UnknownPeople unknowns, CommandCall call)
    {
        var (id, ignored) = (call.RequiredText("unknown_id"), !call.Has("ignored") || call.Flag("ignored"));
        return unknowns.Ignore(id, ignored)
            ? CommandReply.Ok(new JsonObject { ["unknown_id"] = id, ["ignored"] = ignored })
            : EnrolmentReply.NoSuchUnknown(id);
    }

    private static JsonObject Json(UnknownPerson unknown) => new()
    {
        ["unknown_id"] = unknown.Id,
        ["first_seen"] = PeopleCommands.Time(unknown.FirstSeen),
        ["last_seen"] = PeopleCommands.Time(unknown.LastSeen),
        ["visits"] = unknown.Visits,
        ["camera"] = unknown.Camera,
        ["faces"] = unknown.Faces,
        ["ignored"] = unknown.IsIgnored,
        ["person"] = unknown.Nearest?.Id,
        ["similarity"] = unknown.Nearest is null ? null : Math.Round(unknown.Similarity, 3),
    };
}
