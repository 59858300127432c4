using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Failover;
using FaceRecMqtt.Recognition.Switching;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>backend</c>: puts another backend to work while everything runs.</summary>
internal static class BackendCommand
{
    // A gallery of thousands of pictures has to be embedded; progress is told meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The command.</summary>
    /// <param name="backends">Makes the switch.</param>
    /// <param name="names">Every configured backend.</param>
    /// <param name="chosen">Is told the name of the backend that is to serve from now on.</param>
    public static CommandDefinition Of(BackendSupervisor backends, IReadOnlyList<string> names, Action<string> chosen) =>
        new("backend", "Switches to another backend: embeds the gallery with it, then swaps.", async (call, stopping) =>
        {
            var name = call.RequiredText("name");
            var result = await backends.ChooseAsync(name, call.Progress, stopping);
            if (result is SwitchResult.Switched or SwitchResult.AlreadyActive)
            {
                chosen(name);
            }

            return Reply(result, name, backends.Status);
        })
        {
            Arguments = [new("name", ArgumentKind.Text, $"Name in the configuration: {string.Join(", ", names)}.") { Required = true, Min = 1 }],
            BareArgument = "name",
            Changes = true,
            TakesTime = true,
            Timeout = Patience,
        };

    private static CommandReply Reply(SwitchResult result, string asked, BackendStatus status) => result switch
    {
        SwitchResult.Switched done => CommandReply.Ok(new JsonObject
        {
            ["active"] = done.Name,
            ["embedded"] = done.Embedded,
            ["took_ms"] = (long)done.Took.TotalMilliseconds,
        }),
        SwitchResult.AlreadyActive => CommandReply.Ok(new JsonObject { ["active"] = asked, ["embedded"] = 0, ["took_ms"] = 0 }),
        SwitchResult.NotFound => CommandReply.Failed(
            CommandError.NotFound, $"No backend is called '{asked}'; there is: {string.Join(", ", status.Available.Select(backend => backend.Name))}."),
        SwitchResult.Busy busy => CommandReply.Failed(CommandError.Busy, $"A switch to {busy.SwitchingTo} is under way; wait for it."),
        SwitchResult.Failed failed => CommandReply.Failed(CommandError.BackendUnavailable, failed.Problem, Active(status)),
        SwitchResult.Cancelled => CommandReply.Failed(CommandError.Cancelled, "The switch was called off; nothing changed.", Active(status)),
        _ => throw new InvalidOperationException($"No such outcome: {result.GetType().Name}."),
    };

    private static JsonObject Active(BackendStatus status) => new() { ["active"] = status.Active };
}
