using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Walks;

/// <summary>A node at a real broker that has said all there is to say, and obeys commands as the program does.</summary>
internal sealed class WalkingNode : IAsyncDisposable
{
    private readonly RunningNode _node;
    // A test's own few calls.
    private readonly Channel<(string Command, string? Argument)> _called = Channel.CreateUnbounded<(string, string?)>();
    private CameraSettings _settings = new(Enabled: true, MinSimilarity: 0.42);

    private WalkingNode(int port, string name, string id) =>
        _node = RunningNode.Start(RunningNode.Options(port) with { Node = name, NodeId = id, Version = "0.1.0" }, Commands(), Apply, _ => { });

    public RunningNode Running => _node;

    /// <summary>The next commands that came, with their one argument, in the order of their names.</summary>
    public async Task<(string Command, string? Argument)[]> CalledAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var called = new (string Command, string? Argument)[count];
        for (var call = 0; call < count; call++)
        {
            called[call] = await _called.Reader.ReadAsync(patience.Token);
        }

        return [.. called.Order()];
    }

    public static WalkingNode Start(int port, string name = "edge", string id = "7f3a")
    {
        var node = new WalkingNode(port, name, id);
        node.SayAll();
        return node;
    }

    /// <summary>Where enrolment stands, as its owner would say.</summary>
    public void SayEnrolment(string step, string person) =>
        Say(_node.Node.Topics.EnrollState, new JsonObject { ["step"] = step, ["text"] = "Look at the camera.", ["person"] = person, ["samples"] = 2 }.ToJsonString());

    public void SayEnrollName(string name) =>
        Say(_node.Node.Topics.Settings, JsonSerializer.Serialize(new NodeSettings(name), PayloadJson.Form.NodeSettings));

    public void SayPerson(string id, PersonState state) =>
        Say(_node.Node.Topics.Person(id).State, JsonSerializer.Serialize(state, PayloadJson.Form.PersonState));

    public void Describe(string[] cameras, params PersonDescription[] people)
    {
        _node.Node.Devices.Describe(["cpu", "cpu2"], [.. cameras.Select(camera => new CameraDescription(camera, Snapshots: true))]);
        _node.Node.Devices.DescribePeople(people);
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    private void SayAll()
    {
        var mqtt = _node.Node;
        mqtt.Node.Info(["front", "yard"], _node.Table, []);
        Describe(["front", "yard"], new PersonDescription("anna", "Änna 🙂"));
        SayBackend("cpu", "fixed");
        mqtt.Node.Health(new HealthReport
        {
            Status = HealthStatus.Ok,
            Problems = [],
            MemoryMb = 100,
            CpuPercent = 20,
            UptimeS = 1,
            Queues = new Dictionary<string, long>(),
            Drops = new Dictionary<string, long>(),
            InferenceMs = new Dictionary<string, InferenceTimes>(),
            Embedded = new Dictionary<string, long>(),
            LatencyMs = 23.4,
        });
        foreach (var name in (string[])["front", "yard"])
        {
            var camera = mqtt.Camera(name);
            camera.State(CameraState.Online);
            camera.InView(0, []);
            camera.Settings(_settings);
        }

        SayEnrollName("");
        SayEnrolment("idle", "");
        SayPerson("anna", new PersonState("Änna 🙂", Present: true, "front", "edge", DateTimeOffset.UnixEpoch, 0.634, 5));
    }

    private void SayBackend(string active, string policy) => _node.Node.Node.Backend(new BackendState(
        active, policy, null, [.. new[] { "cpu", "cpu2" }.Select(name => new AvailableBackend(name, "onnx", "r50", "abc", Ready: true, null))]));

    private void Say(string topic, string payload) => _node.Outbox.Post(new OutgoingMessage(topic, Encoding.UTF8.GetBytes(payload), MessageKind.State));

    private CameraSettings? Apply(CameraSettingChange change) =>
        _settings = new CameraSettings(change.Enabled ?? _settings.Enabled, change.MinSimilarity ?? _settings.MinSimilarity);

    private List<CommandDefinition> Commands()
    {
        return
        [
            Command("backend", "name", name => SayBackend(name!, "fixed")),
            Command("backend/policy", "policy", policy => SayBackend("cpu", policy!)),
            Command("enroll", "name", name => SayEnrolment("looking", name ?? "Bea")),
            Command("restart", "reason", _ => { }),
            Command("learn", "camera", _ => { }),
            Command("camera", "camera", _ => { }),
        ];

        CommandDefinition Command(string name, string argument, Action<string?> act) => new(name, "For the test.", (call, _) =>
        {
            _called.Writer.TryWrite((name, call.Text(argument)));
            act(call.Text(argument));
            return Task.FromResult(CommandReply.Ok([]));
        })
        {
            Arguments = [new CommandArgument(argument, ArgumentKind.Text, "For the test.")],
            BareArgument = argument,
        };
    }
}
