using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Teaching;

namespace FaceRecMqtt.Node.CommandLine.Managing;

/// <summary><c>facerec samples</c>: the single pictures a person is known by.</summary>
internal static class SamplesCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "samples",
        "Lists and deletes the pictures a person is known by.",
        "facerec samples list anna",
        "facerec samples delete 17")
    {
        List(terminal),
        Delete(terminal),
    };

    private static TaughtCommand List(Terminal terminal)
    {
        var person = PersonArgument.Of();
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "list",
            "Lists a person's pictures: a bad one has a low similarity to the others, or is like somebody else.",
            "facerec samples list anna") { person };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "samples/list", RequestJson.Of(("person", parsed.GetRequiredValue(person))), stopping));
    }

    private static TaughtCommand Delete(Terminal terminal)
    {
        var sample = new Argument<long>("sample") { Description = "The sample's number, as `samples list` shows it.", HelpName = "SAMPLE" };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand("delete", "Deletes one picture of a person.", "facerec samples delete 17") { sample };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "samples/delete", RequestJson.Of(("sample", parsed.GetRequiredValue(sample))), stopping));
    }
}
