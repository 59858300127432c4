using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using FaceRecMqtt.Node.CommandLine.Help;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary><c>facerec people</c>: who is known.</summary>
internal static class PeopleCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "people",
        "Lists, renames and deletes the people a running node knows.",
        "facerec people list",
        "facerec people rename anna \"Anna B.\"",
        "facerec people delete anna")
    {
        List(terminal),
        Rename(terminal),
        Delete(terminal),
    };

    private static TaughtCommand List(Terminal terminal)
    {
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand("list", "Lists everybody with the number of samples.", "facerec people list", "facerec people list --json");
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(parsed, "people/list", [], stopping));
    }

    private static TaughtCommand Rename(Terminal terminal)
    {
        var person = Person();
        var name = new Argument<string>("name") { Description = "The new name.", HelpName = "NAME" };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand("rename", "Gives a person another name; the id stays.", "facerec people rename anna \"Anna B.\"") { person, name };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "people/rename", Json(("person", parsed.GetRequiredValue(person)), ("name", parsed.GetRequiredValue(name))), stopping));
    }

    private static TaughtCommand Delete(Terminal terminal)
    {
        var person = Person();
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand("delete", "Forgets a person with all samples.", "facerec people delete anna") { person };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "people/delete", Json(("person", parsed.GetRequiredValue(person))), stopping));
    }

    private static Argument<string> Person() => new("person") { Description = "The person's id or name, as `people list` shows it.", HelpName = "PERSON" };

    private static byte[] Json(params (string Key, string Value)[] arguments) => Encoding.UTF8.GetBytes(
        new JsonObject(arguments.Select(argument => KeyValuePair.Create(argument.Key, (JsonNode?)argument.Value))).ToJsonString());
}
