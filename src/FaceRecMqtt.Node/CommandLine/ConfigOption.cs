using System.CommandLine;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Configuration.Supervisor;

namespace FaceRecMqtt.Node.CommandLine;

/// <summary>The option --config and what it leads to.</summary>
internal sealed class ConfigOption
{
    private readonly Option<string?> _file = new("--config", "-c")
    {
        Description = $"Configuration file. Without: {string.Join(", ", ConfigurationFile.UsualPlaces)}, whichever exists first; else defaults. In the Home Assistant app: its options.",
        HelpName = "FILE",
    };

    private MqttSection? _broker;

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

    /// <summary>The configuration that holds and what of it is not used; in the Home Assistant app its broker may be missing yet.</summary>
    /// <exception cref="CommandFailed">It has mistakes; all are listed.</exception>
    public ConfigurationResult LoadWithNotes(ParseResult parsed)
    {
        var result = Read(parsed);
        return result.Configuration is null ? throw new CommandFailed(ExitCode.Configuration, Describe(result)) : result;
    }

    /// <summary>The configuration that holds, in the Home Assistant app with Home Assistant's broker where it names none.</summary>
    /// <exception cref="CommandFailed">It has mistakes; all are listed. Or Home Assistant has no broker.</exception>
    public async Task<ConfigurationResult> LoadWithBrokerAsync(ParseResult parsed, Terminal terminal, CancellationToken stopping)
    {
        var result = LoadWithNotes(parsed);
        if (AppOf(parsed) is not { } app)
        {
            return result;
        }

        try
        {
            var complete = await app.WithBrokerAsync(result.Configuration!, new SupervisorPatience(), Waiting, terminal.Time, stopping);
            _broker = complete.Mqtt;
            return result with { Configuration = complete };
        }
        catch (SupervisorException fault)
        {
            throw new CommandFailed(ExitCode.Unreachable, fault.Message);
        }

        void Waiting(string reason) => terminal.Error.WriteLine($"facerec: {reason}. Trying again for a while.");
    }

    /// <summary>The broker that the configuration names is the one a node uses; in the Home Assistant app it may name none.</summary>
    public bool NamesBroker(ParseResult parsed, NodeConfiguration configuration) => configuration.Mqtt.Host is not null || AppOf(parsed) is null;

    /// <summary>The configuration as it stands now, or its mistakes; in the Home Assistant app with the broker that was found at the start.</summary>
    public ConfigurationResult Read(ParseResult parsed)
    {
        var result = AppOf(parsed)?.Load(ConfigurationSources.OfProcess(".").Environment) ?? ConfigurationFile.Load(parsed.GetValue(_file));
        return _broker is null || result.Configuration is null ? result : result with { Configuration = HomeAssistantApp.WithKnownBroker(result.Configuration, _broker) };
    }

    /// <summary>The problems as lines.</summary>
    public static string Describe(ConfigurationResult result) =>
        $"the configuration has {(result.Problems.Count == 1 ? "a mistake" : $"{result.Problems.Count} mistakes")}:\n  " + string.Join("\n  ", result.Problems);

    private HomeAssistantApp? AppOf(ParseResult parsed) => parsed.GetValue(_file) is null ? HomeAssistantApp.OfProcess() : null;
}
