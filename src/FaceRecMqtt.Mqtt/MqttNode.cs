using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using Microsoft.Extensions.Logging;
using MQTTnet.Server;

namespace FaceRecMqtt.Mqtt;

/// <summary>The node on MQTT: what it publishes, what it obeys, and the connection that carries both.</summary>
public sealed class MqttNode
{
    /// <summary>Commands that look at their token end at once; the others are not waited for.</summary>
    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromMilliseconds(500);

    private readonly Outbox _outbox;
    private readonly CommandQueues _queues;
    private readonly CommandRunner _commands;
    private readonly CameraSettingIntake _settings;
    private readonly BirthListener _birth;
    private readonly EmbeddedBroker? _broker;
    private readonly BrokerSession _session;

    /// <summary>A node that is not connected yet; whatever is published waits.</summary>
    /// <param name="options">Broker, names and limits.</param>
    /// <param name="outbox">Where messages wait; made first because the log goes there too.</param>
    /// <param name="commands">What may be commanded.</param>
    /// <param name="applySetting">Changes a camera's setting and returns the settings in force; null when there is no such camera.</param>
    /// <param name="applyNodeSetting">Changes one of the node's settings and returns those in force; null when the change is refused.</param>
    /// <param name="time">Clock.</param>
    /// <param name="loggers">Makes the loggers.</param>
    /// <exception cref="ArgumentException">Names or the embedded broker's options cannot be used; the text says what to change.</exception>
    public MqttNode(
        MqttOptions options,
        Outbox outbox,
        CommandTable commands,
        Func<CameraSettingChange, CancellationToken, Task<CameraSettings?>> applySetting,
        Func<NodeSettingChange, NodeSettings?> applyNodeSetting,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        _outbox = outbox;
        TopicName.Checked(options.NodeId, nameof(options.NodeId));
        Topics = new NodeTopics(options.BaseTopic, options.Node);
        // First of all states, so that it is the first thing said at every connect.
        outbox.Post(new OutgoingMessage(Topics.State, "online"u8.ToArray(), MessageKind.State) { Order = StateOrder.Online });
        Node = new NodePublisher(options, Topics, outbox, time);
        // Settings that are changed at set/… follow the commands that change the same.
        bool Offers(string name) => commands.Offers(name, options.Commands);
        Devices = new HomeAssistantDevices(options, Topics, outbox, Offers);
        _queues = new CommandQueues(4L * options.MaxPayload);
        _commands = new CommandRunner(_queues, time, loggers.CreateLogger<CommandRunner>());
        _settings = new CameraSettingIntake(Topics, outbox, Offers("camera"), applySetting, loggers.CreateLogger<CameraSettingIntake>());
        var nodeSettings = new NodeSettingIntake(Topics, Node, outbox, Offers("enroll") || Offers("learn"), applyNodeSetting, loggers.CreateLogger<NodeSettingIntake>());
        _birth = new BirthListener(options, outbox, time, Random.Shared);
        var intake = new CommandIntake(commands, options.Commands, Topics, outbox, _queues, time, loggers.CreateLogger<CommandIntake>());
        List<Subscription> subscriptions =
        [
            new(Topics.Commands, intake.Receive),
            new(Topics.CameraSettings, _settings.Receive),
            new(Topics.AllSettings, nodeSettings.Receive),
        ];
        var former = new FormerTopics(options, Topics);
        List<string> swept = [Topics.AllCameras, Topics.AllPeople, .. former.Filters, .. options.FormerPrefixes.Select(DeviceIds.ConfigsBelow)];
        if (options.DiscoveryPrefix is not null)
        {
            subscriptions.Add(new Subscription(options.BirthTopic, _birth.Receive));
            swept.Add(Devices.AllConfigs);
        }

        var endpoint = new BrokerEndpoint(options.Host ?? "", options.Port);
        if (options.Host is null)
        {
            _broker = new EmbeddedBroker(options.Embedded, loggers.CreateLogger<EmbeddedBroker>());
            endpoint = _broker.Endpoint;
            options = options with { User = EmbeddedBroker.NodeUser, Password = _broker.NodePassword, Tls = null };
        }

        _session = new BrokerSession(
            options, endpoint, Topics, outbox, subscriptions, new RetainedSweep(swept, Devices, former, outbox, time), time,
            loggers.CreateLogger<BrokerSession>());
    }

    /// <summary>The node's topics.</summary>
    public NodeTopics Topics { get; }

    /// <summary>Says how the node is.</summary>
    public NodePublisher Node { get; }

    /// <summary>What Home Assistant is told there is.</summary>
    public HomeAssistantDevices Devices { get; }

    /// <summary>Where the connection stands.</summary>
    public SessionStatus Status => _session.Status;

    /// <summary>Commands that wait or run.</summary>
    public int PendingCommands => _queues.Count;

    /// <summary>Says what one camera sees.</summary>
    /// <exception cref="ArgumentException">The name cannot be a part of a topic.</exception>
    public CameraPublisher Camera(string name) => new(Topics, name, _outbox);

    /// <summary>Says where one person is.</summary>
    /// <exception cref="ArgumentException">The id cannot be a part of a topic.</exception>
    public PersonPublisher Person(string id)
    {
        var topics = Topics.Person(id);
        return new PersonPublisher(topics, _outbox, Devices.ConfigOf(topics.State));
    }

    /// <summary>Runs until stopped; then answers what was asked, says <c>offline</c> and leaves, within about 2.5 s.</summary>
    /// <exception cref="InvalidOperationException">The embedded broker cannot listen; the text names the cure.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var broker = _broker is null ? null : await _broker.StartAsync();
        using var leaving = new CancellationTokenSource();
        // The session outlives the workers: it still carries their last replies.
        var session = _session.RunAsync(leaving.Token);
        var workers = Workers.RunAsync(stopping, _commands.RunAsync, _settings.RunAsync, _birth.RunAsync);
        try
        {
            await Task.WhenAny(session, workers);
            await workers.WaitAsync(PatienceAtStop, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // Work that does not look at its token ends with the process.
        }
        finally
        {
            await leaving.CancelAsync();
            await session;
            if (broker is not null)
            {
                await broker.StopAsync();
            }
        }
    }
}
