using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Rendering;

namespace FaceRecMqtt.Node.CommandLine.Checking;

/// <summary><c>facerec config</c>: the configuration file.</summary>
internal static class ConfigCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "config",
        "Checks the configuration or prints a sample of it.",
        "facerec config check /etc/facerec/facerec.yaml",
        "facerec config sample > facerec.yaml")
    {
        Check(terminal),
        Sample(terminal),
    };

    private static TaughtCommand Check(Terminal terminal)
    {
        var file = new Argument<string?>("file")
        {
            Description = $"The file. Without: {string.Join(", ", ConfigurationFile.UsualPlaces)}, whichever exists first.",
            HelpName = "FILE",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return new TaughtCommand(
            "check",
            "Lists every mistake with file, line and a hint; the environment (FACEREC__…) counts too. Exit code 3: there are mistakes.",
            "facerec config check facerec.yaml",
            "FACEREC__MQTT__PORT=8883 facerec config check")
        {
            file,
        }.Does(terminal, async (parsed, _) =>
        {
            var result = ConfigurationFile.Load(parsed.GetValue(file) ?? ConfigurationFile.Find());
            foreach (var line in result.Problems.Select(problem => problem.ToString()).Concat(result.Notes.Select(note => $"note: {note}")))
            {
                await terminal.Out.WriteLineAsync(line);
            }

            if (result.Configuration is not { } configuration)
            {
                return ExitCode.Configuration;
            }

            await terminal.Out.WriteLineAsync(
                $"The configuration is valid: {configuration.Cameras.Count} camera(s), backend {configuration.ActiveBackend.Name}, data in {configuration.DataFolder}.");
            return ExitCode.Done;
        });
    }

    private static TaughtCommand Sample(Terminal terminal) => new TaughtCommand(
        "sample",
        "Prints a file with every key, its default and what it is for.",
        "facerec config sample > facerec.yaml").Does(terminal, async (_, _) =>
        {
            await terminal.Out.WriteAsync(SampleFile.Write());
            return ExitCode.Done;
        });
}
