using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Remote;

namespace FaceRecMqtt.Node.CommandLine.Watching;

/// <summary><c>facerec watch</c>: events as they happen.</summary>
internal static class WatchCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var broker = new BrokerOptions();
        var camera = new Option<string?>("--camera") { Description = "Only this camera's events.", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "One JSON object per line, as published, instead of a table." };
        var count = new Option<int>("--count") { Description = "Stop after so many events. 0: never.", HelpName = "N" };
        var command = new TaughtCommand(
            "watch",
            "Shows live events of a running node as a table: who came, changed, left, and what led to the decision.",
            "# events of the node on this machine",
            "facerec watch",
            "# events of one camera at another broker",
            "facerec watch --host 192.168.1.10 --username me --password-file pw.txt --camera front_door",
            "# for other programs",
            "facerec watch --json | jq .identity")
        {
            camera,
            json,
            count,
        };
        broker.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => new EventWatch(
            broker.Resolve(parsed, terminal),
            parsed.GetValue(camera),
            parsed.GetValue(json) ? new JsonLines() : new EventTable(terminal),
            terminal).RunAsync(parsed.GetValue(count), stopping));
    }
}
