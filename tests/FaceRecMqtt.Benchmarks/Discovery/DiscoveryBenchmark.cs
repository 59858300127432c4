using System.Globalization;
using System.Text;
using System.Text.Json;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Discovery;

/// <summary>What 1,000 people and 16 cameras cost at the start and when Home Assistant starts: messages, bytes, seconds, memory.</summary>
internal static class DiscoveryBenchmark
{
    private const string Name = "discovery";
    private const int People = 1000;
    private const int Cameras = 16;
    private const string LastCamera = "facerec/bench/camera/camera16/settings";

    /// <summary>Measures against the embedded broker, with a subscriber to everything.</summary>
    public static async Task RunAsync(Results results)
    {
        var port = FreePort.Take();
        var options = new MqttOptions
        {
            Node = "bench",
            NodeId = "000000000000",
            Embedded = new EmbeddedBrokerOptions { Port = port },
        };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var outbox = new Outbox(options.OutboxLimit, TimeProvider.System);
        var node = new MqttNode(options, outbox, Commands(), (_, _) => Task.FromResult<CameraSettings?>(null), _ => null, TimeProvider.System, NullLoggerFactory.Instance);
        var describing = TimeProvider.System.GetTimestamp();
        Describe(node, outbox);
        results.Add(new(Name, $"time to describe {Cameras} cameras and {People} people", TimeProvider.System.GetElapsedTime(describing).TotalMilliseconds, "ms"));
        results.Add(new(Name, "memory they take in the node", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6, "MB", 20));
        using var stopping = new CancellationTokenSource();
        var running = node.RunAsync(stopping.Token);
        try
        {
            await using var recorder = await ConnectAsync(port);
            await MeasureAsync(results, recorder, "start", 0);
            var from = recorder.Count;
            await recorder.PublishAsync("homeassistant/status", "online"u8.ToArray());
            await recorder.WaitForAsync("all again", message => message.Topic == "facerec/bench/state", 30, from + 1);
            await MeasureAsync(results, recorder, "birth", from);
        }
        finally
        {
            await stopping.CancelAsync();
            await running;
        }
    }

    private static async Task<MqttRecorder> ConnectAsync(int port)
    {
        var deadline = Deadline.In(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                return await MqttRecorder.ConnectAsync(port);
            }
            catch (Exception) when (deadline.Left > TimeSpan.Zero)
            {
                // The broker does not listen yet.
                await Task.Delay(20);
            }
        }
    }

    private static async Task MeasureAsync(Results results, MqttRecorder recorder, string when, int from)
    {
        // People's devices go last of all.
        var people = 0;
        await recorder.WaitForAsync($"everything at the {when}", message => IsPerson(message) && ++people == People, 120, from);
        var said = recorder.Messages(from).Where(message => message.Topic != "homeassistant/status").ToList();
        var configs = said.Where(message => message.Topic.StartsWith("homeassistant/", StringComparison.Ordinal)).ToList();
        results.Add(new(Name, $"messages at the {when}", said.Count, ""));
        results.Add(new(Name, $"of them configurations at the {when}", configs.Count, ""));
        results.Add(new(Name, $"bytes at the {when}", said.Sum(message => message.Payload.Length + message.Topic.Length) / 1e6, "MB", 4));
        results.Add(new(Name, $"bytes of configurations at the {when}", configs.Sum(message => message.Payload.Length + message.Topic.Length) / 1e6, "MB"));
        results.Add(new(Name, $"seconds until everything was said at the {when}", (said[^1].At - said[0].At).TotalSeconds, "s", 20));
        var urgent = said.Find(message => message.Topic == LastCamera) ?? throw new InvalidOperationException("The cameras said nothing.");
        results.Add(new(Name, $"seconds until the last camera had said its states at the {when}", (urgent.At - said[0].At).TotalSeconds, "s", 5));
    }

    private static bool IsPerson(Received message) => message.Topic.StartsWith("homeassistant/device/facerec_000000000000_person_", StringComparison.Ordinal);

    private static void Describe(MqttNode node, Outbox outbox)
    {
        var cameras = Enumerable.Range(1, Cameras).Select(number => $"camera{number}").ToList();
        node.Node.Info(cameras, Commands(), []);
        node.Devices.Describe(["cpu", "npu"], [.. cameras.Select(camera => new CameraDescription(camera, Snapshots: true))], hasNpu: true);
        node.Devices.DescribePeople([.. Enumerable.Range(1, People).Select(number => new PersonDescription(Id(number), $"Person Number {number}"))]);
        for (var number = 1; number <= People; number++)
        {
            var state = new PersonState($"Person Number {number}", Present: false, "camera1", "bench", DateTimeOffset.UnixEpoch, 0.634, 5);
            Say(outbox, node.Topics.Person(Id(number)).State, JsonSerializer.Serialize(state, PayloadJson.Form.PersonState));
        }

        foreach (var camera in cameras.Select(node.Camera))
        {
            camera.State(CameraState.Online);
            camera.InView(0, []);
            camera.Settings(new CameraSettings(Enabled: true, MinSimilarity: 0.42));
        }
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"person-number-{number}");

    private static void Say(Outbox outbox, string topic, string payload) => outbox.Post(new OutgoingMessage(topic, Encoding.UTF8.GetBytes(payload), MessageKind.State));

    private static CommandTable Commands() => new(((string[])["backend", "backend/policy", "enroll", "learn", "restart"]).Select(name =>
        new CommandDefinition(name, "For the benchmark.", (_, _) => Task.FromResult(CommandReply.Ok([])))));
}
