using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary><c>facerec command</c>: any command of the contract.</summary>
internal static class SendCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "The command, for example backend or people/rename.", HelpName = "NAME" };
        var arguments = new Argument<string[]>("arguments")
        {
            Description = "One text, one JSON object, or key=value pairs.",
            HelpName = "ARGUMENT",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var file = new Option<FileInfo?>("--file") { Description = "Send this file's bytes instead of arguments.", HelpName = "FILE" };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "command",
            "Sends any command to a running node, shows its progress and its reply. Exit code 1: the node refused.",
            "# is the node there?",
            "facerec command ping",
            "# switch to another backend while running",
            "facerec command backend cpu2",
            "# arguments as key=value or as JSON are the same",
            "facerec command people/rename person=anna name=\"Anna B.\"",
            "facerec command people/rename '{\"person\":\"anna\",\"name\":\"Anna B.\"}'",
            "# raw bytes",
            "facerec command enroll/Anna --file anna.jpg")
        {
            name,
            arguments,
            file,
        };
        request.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var payload = parsed.GetValue(file) is { } source
                ? await PictureFile.ReadAsync(source.FullName, stopping)
                : CommandText.Of(parsed.GetValue(arguments) ?? []);
            return await request.AskAsync(parsed, parsed.GetRequiredValue(name), payload, stopping);
        });
    }
}
