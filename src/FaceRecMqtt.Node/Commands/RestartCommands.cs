using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Hosting;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>reload</c> and <c>restart</c>.</summary>
internal static class RestartCommands
{
    /// <summary>The commands.</summary>
    /// <param name="reload">Reads the configuration again.</param>
    /// <param name="restart">Begins the node anew.</param>
    public static IEnumerable<CommandDefinition> Of(ConfigurationReload reload, NodeRestart restart) =>
    [
        new CommandDefinition(
            "reload",
            "Reads the configuration again: cameras are added, removed and changed, the others go on. Tells which other keys wait for a restart.",
            async (_, stopping) => Reply(await reload.RunAsync(stopping)))
        {
            Group = CommandGroup.Restart,
            Changes = true,
            TakesTime = true,
        },
        new CommandDefinition(
            "restart",
            "Begins the node anew with the configuration as it stands; refused while that has mistakes.",
            (_, _) => Task.FromResult(restart.TryRequest() is { Count: > 0 } problems
                ? Refused(problems)
                : CommandReply.Ok(new JsonObject { ["restarting"] = true })))
        {
            // Home Assistant's button may send anything.
            BareArgument = "reason",
            Arguments = [new("reason", ArgumentKind.Text, "Why, for the log.")],
            Group = CommandGroup.Restart,
            Changes = true,
        },
    ];

    private static CommandReply Reply(ReloadResult result) => result switch
    {
        ReloadResult.Applied applied => CommandReply.Ok(new JsonObject
        {
            ["added"] = Names(applied.Cameras.Added),
            ["removed"] = Names(applied.Cameras.Removed),
            ["changed"] = Names(applied.Cameras.Changed),
            ["after_restart"] = Names(applied.Waiting),
        }),
        ReloadResult.Refused refused => Refused(refused.Problems),
        _ => throw new InvalidOperationException($"No such outcome: {result.GetType().Name}."),
    };

    private static CommandReply Refused(IReadOnlyList<ConfigurationProblem> problems) => CommandReply.Failed(
        CommandError.BadRequest,
        $"The configuration has mistakes, nothing changed: {problems[0]}{(problems.Count > 1 ? $" (and {problems.Count - 1} more)" : "")}",
        new JsonObject { ["problems"] = Names([.. problems.Select(problem => problem.ToString())]) });

    private static JsonArray Names(IReadOnlyList<string> names) => new([.. names.Select(name => (JsonNode)name)]);
}
