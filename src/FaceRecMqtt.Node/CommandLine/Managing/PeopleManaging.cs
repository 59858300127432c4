using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Teaching;

namespace FaceRecMqtt.Node.CommandLine.Managing;

/// <summary>What <c>facerec people</c> does beside listing, renaming and deleting.</summary>
internal static class PeopleManaging
{
    /// <summary><c>people set</c>.</summary>
    public static Command Set(Terminal terminal)
    {
        var person = PersonArgument.Of();
        var threshold = new Option<double?>("--threshold") { Description = "Similarity this person needs in the place of the model's; 0: the model's again.", HelpName = "S" };
        var ignored = new Option<bool?>("--ignored") { Description = "true: recognised but never told of; false: told of again.", HelpName = "BOOL" };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "set",
            "Sets a person's own threshold, or has them ignored.",
            "# a look-alike is taken for Anna now and then: ask for more",
            "facerec people set anna --threshold 0.55",
            "# the face on the poster in the hall",
            "facerec people set poster --ignored true")
        {
            person,
            threshold,
            ignored,
        };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed,
            "people/set",
            RequestJson.Of(("person", parsed.GetRequiredValue(person)), ("threshold", parsed.GetValue(threshold)), ("ignored", parsed.GetValue(ignored))),
            stopping));
    }

    /// <summary><c>people merge</c>.</summary>
    public static Command Merge(Terminal terminal)
    {
        var from = PersonArgument.Of("from", "Id or name of who goes.");
        var into = PersonArgument.Of("into", "Id or name of who stays.");
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "merge", "Makes one person of two; id, name and settings of the second stay.", "facerec people merge anna-2 anna") { from, into };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "people/merge", RequestJson.Of(("from", parsed.GetRequiredValue(from)), ("into", parsed.GetRequiredValue(into))), stopping));
    }

    /// <summary><c>people export</c>.</summary>
    public static Command Export(Terminal terminal)
    {
        var person = PersonArgument.Of(description: "The person's id or name; left out: everybody.");
        person.Arity = ArgumentArity.ZeroOrOne;
        var file = new Option<string?>("--file") { Description = "Name of the file; left out: made of who and when.", HelpName = "FILE" };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "export",
            "Writes people with all pictures into a zip file in exports/ of the node's data folder.",
            "facerec people export",
            "facerec people export anna --file anna.zip")
        {
            person,
            file,
        };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "people/export", RequestJson.Of(("person", parsed.GetValue(person)), ("file", parsed.GetValue(file))), stopping));
    }

    /// <summary><c>people import</c>.</summary>
    public static Command Import(Terminal terminal)
    {
        var file = FileArgument.Of("exports");
        var force = new Option<bool>("--force") { Description = "Also people who look like somebody else here." };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "import", "Takes people out of a file in exports/ of the node's data folder; nobody who is there is changed.", "facerec people import anna.zip")
        {
            file,
            force,
        };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "people/import", RequestJson.Of(("file", parsed.GetRequiredValue(file)), ("force", parsed.GetValue(force) ? true : null)), stopping));
    }

    /// <summary><c>people erase</c>.</summary>
    public static Command Erase(Terminal terminal)
    {
        var person = PersonArgument.Of();
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "erase", "Removes every trace of a person: also from backups, and the exports they are in.", "facerec people erase anna") { person };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "people/erase", RequestJson.Of(("person", parsed.GetRequiredValue(person))), stopping));
    }
}
