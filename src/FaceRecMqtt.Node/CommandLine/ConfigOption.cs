using System.CommandLine;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Configuration.Sources;
using FaceRecMqtt.Node.Configuration.Supervisor;

namespace FaceRecMqtt.Node.CommandLine;

/// <summary>The option --config and what it leads to.</summary>
/// <param name="find">Finds the file when none is named.</param>
internal sealed class ConfigOption(Func<string?> find)
{
    private readonly Option<string?> _file = new("--config", "-c")
    {
        Description = $"Configuration file. Without: {string.Join(", ", ConfigurationFile.UsualPlaces)}, whichever exists first; else defaults. In the Home Assistant app: its options.",
        HelpName = "FILE",
    };

    private MqttSection? _broker;
    private string? _path;

    /// <summary>The option over the usual places.</summary>
    public ConfigOption()
        : this(ConfigurationFile.Find)
    {
    }

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
        var result = ReadFile(parsed);
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
            // Only what Home Assistant named: a broker of one's own that is taken out of the options is gone.
            _broker = result.Configuration!.Mqtt.Host is null ? complete.Mqtt : null;
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
        var result = ReadFile(parsed);
        if (result.Configuration is not { } configuration || NamesBroker(parsed, configuration))
        {
            return result;
        }

        // The app never brings a broker of its own.
        return _broker is null
            ? new ConfigurationResult(
                null, [new ConfigurationProblem(new SourcePosition("options"), "mqtt.host", "the broker was taken out", "start the app again in Home Assistant to use Home Assistant's")], result.Notes)
            : result with { Configuration = HomeAssistantApp.WithKnownBroker(configuration, _broker) };
    }

    /// <summary>The problems as lines.</summary>
    public static string Describe(ConfigurationResult result) =>
        $"the configuration has {(result.Problems.Count == 1 ? "a mistake" : $"{result.Problems.Count} mistakes")}:\n  " + string.Join("\n  ", result.Problems);

    private ConfigurationResult ReadFile(ParseResult parsed) =>
        AppOf(parsed)?.Load(ConfigurationSources.OfProcess(".").Environment) ?? ConfigurationFile.Load(PathOf(parsed));

    // What was found once is meant from then on: a file that has gone must not look like a configuration without cameras.
    private string? PathOf(ParseResult parsed) => _path ??= parsed.GetValue(_file) ?? find();

    private HomeAssistantApp? AppOf(ParseResult parsed) => parsed.GetValue(_file) is null ? HomeAssistantApp.OfProcess() : null;
}
