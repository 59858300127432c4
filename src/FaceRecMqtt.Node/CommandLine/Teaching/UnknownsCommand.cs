using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using FaceRecMqtt.Node.CommandLine.Help;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary><c>facerec unknowns</c>: who came and is unknown.</summary>
internal static class UnknownsCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "unknowns",
        "Lists, names and ignores unknown people who came by a running node's cameras.",
        "facerec unknowns list",
        "facerec unknowns assign u-7f3a2c \"Anna B.\"",
        "facerec unknowns ignore u-7f3a2c")
    {
        List(terminal),
        Assign(terminal),
        Ignore(terminal),
    };

    private static TaughtCommand List(Terminal terminal)
    {
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "list", "Lists unknown people with their visits and whom they resemble.", "facerec unknowns list", "facerec unknowns list --json");
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(parsed, "unknowns/list", [], stopping));
    }

    private static TaughtCommand Assign(Terminal terminal)
    {
        var unknown = Unknown();
        var name = new Argument<string>("name") { Description = "The person's name: a new one, or that of somebody known.", HelpName = "NAME" };
        var force = new Option<bool>("--force") { Description = "Also when the face looks like somebody else." };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "assign", "Gives an unknown person a name; the faces that were kept become samples.", "facerec unknowns assign u-7f3a2c \"Anna B.\"") { unknown, name, force };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) =>
        {
            var arguments = new JsonObject { ["unknown_id"] = parsed.GetRequiredValue(unknown), ["name"] = parsed.GetRequiredValue(name) };
            if (parsed.GetValue(force))
            {
                arguments["force"] = true;
            }

            return request.AskAsync(parsed, "unknowns/assign", Encoding.UTF8.GetBytes(arguments.ToJsonString()), stopping);
        });
    }

    private static TaughtCommand Ignore(Terminal terminal)
    {
        var unknown = Unknown();
        var undo = new Option<bool>("--undo") { Description = "Raise events for this person again." };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "ignore",
            "Raises no events for an unknown person any more.",
            "facerec unknowns ignore u-7f3a2c",
            "facerec unknowns ignore u-7f3a2c --undo") { unknown, undo };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed,
            "unknowns/ignore",
            Encoding.UTF8.GetBytes(new JsonObject { ["unknown_id"] = parsed.GetRequiredValue(unknown), ["ignored"] = !parsed.GetValue(undo) }.ToJsonString()),
            stopping));
    }

    private static Argument<string> Unknown() => new("unknown") { Description = "The unknown person's id, as `unknowns list` shows it.", HelpName = "ID" };
}
