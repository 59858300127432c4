using System.CommandLine;
using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Node.CommandLine;

/// <summary>The option --config and what it leads to.</summary>
internal sealed class ConfigOption
{
    private readonly Option<string?> _file = new("--config", "-c")
    {
        Description = $"Configuration file. Without: {string.Join(", ", ConfigurationFile.UsualPlaces)}, whichever exists first; else defaults.",
        HelpName = "FILE",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_file);

    /// <summary>The configuration that holds; its notes go to the terminal.</summary>
    /// <exception cref="CommandFailed">It has mistakes; all are listed.</exception>
    public NodeConfiguration Load(ParseResult parsed, Terminal terminal)
    {
        var result = LoadWithNotes(parsed);
        foreach (var note in result.Notes)
        {
            terminal.Error.WriteLine($"note: {note}");
        }

        return result.Configuration!;
    }

    /// <summary>The configuration that holds and what of it is not used.</summary>
    /// <exception cref="CommandFailed">It has mistakes; all are listed.</exception>
    public ConfigurationResult LoadWithNotes(ParseResult parsed)
    {
        var result = Read(parsed);
        return result.Configuration is null ? throw new CommandFailed(ExitCode.Configuration, Describe(result)) : result;
    }

    /// <summary>The configuration as it stands now, or its mistakes.</summary>
    public ConfigurationResult Read(ParseResult parsed) => ConfigurationFile.Load(parsed.GetValue(_file));

    /// <summary>The problems as lines.</summary>
    public static string Describe(ConfigurationResult result) =>
        $"the configuration has {(result.Problems.Count == 1 ? "a mistake" : $"{result.Problems.Count} mistakes")}:\n  " + string.Join("\n  ", result.Problems);
}
