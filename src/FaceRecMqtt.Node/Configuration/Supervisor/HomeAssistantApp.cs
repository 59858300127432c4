using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Configuration.Sources;

namespace FaceRecMqtt.Node.Configuration.Supervisor;

/// <summary>This program as an app of Home Assistant: its configuration comes from the app's options, its broker from the Supervisor.</summary>
/// <param name="OptionsFile">Where the Supervisor writes the options.</param>
/// <param name="FullFile">A whole YAML configuration that, where it exists, is used instead of the options.</param>
/// <param name="DataFolder">Where data are kept when neither says so.</param>
/// <param name="Supervisor">The Supervisor's address.</param>
/// <param name="Token">The app's token.</param>
internal sealed record HomeAssistantApp(string OptionsFile, string FullFile, string DataFolder, Uri Supervisor, Secret Token)
{
    /// <summary>What the options are called in messages.</summary>
    public const string OptionsName = "the app's options";

    // What of the login belongs to a broker that is named beside it.
    private static readonly string[] BrokerKeys = ["port", "username", "password", "password_file"];

    /// <summary>The app this process is; null where it is none.</summary>
    public static HomeAssistantApp? OfProcess() =>
        Environment.GetEnvironmentVariable("SUPERVISOR_TOKEN") is { Length: > 0 } token && File.Exists("/data/options.json")
            ? new HomeAssistantApp("/data/options.json", "/config/facerec.yaml", "/data/facerec", new Uri("http://supervisor/"), new Secret(token))
            : null;

    /// <summary>The configuration; its broker is still missing where none is named.</summary>
    /// <param name="environment">Environment variables; they count over options and file.</param>
    public ConfigurationResult Load(IReadOnlyDictionary<string, string> environment)
    {
        // The key data.folder wins over it, as it does over the folder that systemd names.
        var ownFolder = Path.GetDirectoryName(FullFile) ?? "/";
        var surroundings = new ConfigurationSources(
            new Dictionary<string, string>(environment) { ["STATE_DIRECTORY"] = DataFolder }, ownFolder, Environment.IsPrivilegedProcess);
        var isFull = File.Exists(FullFile);
        var result = isFull ? ConfigurationFile.Load(FullFile, surroundings) : LoadOptions(surroundings);
        if (result.Configuration is { Mqtt.Host: null } configuration
            && BrokerKeys.Select(key => $"mqtt.{key}").FirstOrDefault(configuration.Positions.ContainsKey) is { } orphan)
        {
            return result with
            {
                Configuration = null,
                Problems = [new ConfigurationProblem(
                    configuration.Positions[orphan], orphan, "this belongs to a broker of yours, and mqtt.host names none",
                    "add mqtt.host, or leave all of it out: Home Assistant's own broker is used then")],
            };
        }

        // Nobody but the app sees its data folder; its own folder people open from Home Assistant.
        result = result with { Configuration = result.Configuration is { } whole ? whole with { ArchivesFolder = ownFolder } : null };
        return isFull
            ? result with { Notes = [new ConfigurationProblem(new SourcePosition(FullFile), "", $"this file is used instead of {OptionsName}"), .. result.Notes] }
            : result;
    }

    /// <summary>Names Home Assistant's broker in a configuration that names none, so that the embedded one never serves here.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="patience">How long the Supervisor is asked.</param>
    /// <param name="tell">Is told once of each reason to wait.</param>
    /// <param name="time">Clock.</param>
    /// <param name="stopping">Stops asking.</param>
    /// <exception cref="SupervisorException">There is no broker.</exception>
    public async Task<NodeConfiguration> WithBrokerAsync(
        NodeConfiguration configuration, SupervisorPatience patience, Action<string> tell, TimeProvider time, CancellationToken stopping)
    {
        if (configuration.Mqtt.Host is not null)
        {
            return configuration;
        }

        var broker = await new SupervisorClient(Supervisor, Token, patience, time).MqttServiceAsync(tell, stopping);
        return configuration with { Mqtt = With(configuration.Mqtt, broker) };
    }

    /// <summary>A configuration that is read while the node runs keeps the broker found at the start, where it names none itself.</summary>
    /// <param name="configuration">As it stands now.</param>
    /// <param name="known">The section the node was started with.</param>
    public static NodeConfiguration WithKnownBroker(NodeConfiguration configuration, MqttSection known) => configuration.Mqtt.Host is not null
        ? configuration
        : configuration with
        {
            Mqtt = configuration.Mqtt with { Host = known.Host, Port = known.Port, Username = known.Username, Password = known.Password, Tls = known.Tls },
        };

    private static MqttSection With(MqttSection mqtt, MqttService broker) => mqtt with
    {
        Host = broker.Host,
        Port = broker.Port,
        Username = broker.Username,
        Password = broker.Password,
        Tls = broker.IsEncrypted ? mqtt.Tls with { Enabled = true } : mqtt.Tls,
    };

    private ConfigurationResult LoadOptions(ConfigurationSources surroundings)
    {
        List<ConfigurationProblem> problems = [];
        var (bytes, reason) = ConfigurationFile.Bytes(OptionsFile);
        if (bytes is null)
        {
            return new ConfigurationResult(null, [new ConfigurationProblem(new SourcePosition(OptionsFile), "", reason!)], []);
        }

        return OptionsSource.Read(bytes, OptionsName, problems) is { } root
            ? ConfigurationFile.Check(root, OptionsName, surroundings, problems)
            : new ConfigurationResult(null, problems, []);
    }
}
