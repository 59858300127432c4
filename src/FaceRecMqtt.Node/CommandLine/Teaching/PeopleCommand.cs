using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Managing;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary><c>facerec people</c>: who is known.</summary>
internal static class PeopleCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "people",
        "Lists, renames, merges, exports and deletes the people a running node knows.",
        "facerec people list",
        "facerec people rename anna \"Anna B.\"",
        "facerec people delete anna")
    {
        List(terminal),
        Rename(terminal),
        Delete(terminal),
        PeopleManaging.Set(terminal),
        PeopleManaging.Merge(terminal),
        PeopleManaging.Export(terminal),
        PeopleManaging.Import(terminal),
        PeopleManaging.Erase(terminal),
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
        var person = PersonArgument.Of();
        var name = new Argument<string>("name") { Description = "The new name.", HelpName = "NAME" };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand("rename", "Gives a person another name; the id stays.", "facerec people rename anna \"Anna B.\"") { person, name };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "people/rename", RequestJson.Of(("person", parsed.GetRequiredValue(person)), ("name", parsed.GetRequiredValue(name))), stopping));
    }

    private static TaughtCommand Delete(Terminal terminal)
    {
        var person = PersonArgument.Of();
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand("delete", "Forgets a person with all samples.", "facerec people delete anna") { person };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "people/delete", RequestJson.Of(("person", parsed.GetRequiredValue(person))), stopping));
    }
}
