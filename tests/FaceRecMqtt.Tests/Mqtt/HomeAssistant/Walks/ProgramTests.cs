using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Tests.Mqtt.Support;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging.Abstractions;
using RepositoryRoot = FaceRecMqtt.Tests.Support.RepositoryRoot;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Walks;

/// <summary>The whole program, as it composes itself, in Home Assistant's eyes.</summary>
public sealed class ProgramTests
{
    private const double Patience = 180;

    [Fact]
    public async Task People_backends_and_cameras_of_the_running_program_are_as_Home_Assistant_shows_them()
    {
        StarterPack.Require();
        using var folder = new TemporaryFolder();
        using (var gallery = Painted.Gallery(folder))
        {
            gallery.Add(Painted.Name("Änna"), [Painted.Sample(1)], Painted.Model);
        }

        // Nothing listens there: the camera is away, which Home Assistant has to show too.
        await WalkAsync(Configuration(folder, $"rtsp://127.0.0.1:{FreePort.Take()}/none"), async (home, broker) =>
        {
            await StateAsync(home, "select.edge_backend", "cpu");
            await StateAsync(home, "binary_sensor.front_online", "off");
            bool IsInfo(Published message) => message is { Topic: "facerec/edge/info", Payload.Length: > 0 };
            var info = (await broker.WaitAsync("info", log => log.Any(IsInfo))).First(IsInfo).Json;
            // The configuration is checked against the same names before there is a node.
            Assert.Equal(CommandNames.All.Order(StringComparer.Ordinal), info["commands"]!.AsArray().Select(command => (string)command!["name"]!));
            await home.WaitAsync("Änna", core => core.Registry.Devices.Exists(device => device.Name == "Änna"), Patience);
            home.Call("select.select_option", "select.edge_backend", "option", "cpu2");
            await StateAsync(home, "select.edge_backend", "cpu2");
            await StateAsync(home, "sensor.edge_active_backend", "cpu2");
            await broker.PublishAsync("facerec/edge/command/people/rename", """{"person":"anna","name":"Anna B."}""");
            await home.WaitAsync("Anna B.", core => core.Registry.Devices.Exists(device => device is { Name: "Anna B.", Identifier: "facerec_7f3a_person_anna" }), Patience);
            await broker.PublishAsync("facerec/edge/command/people/delete", """{"person":"anna"}""");
            await home.WaitAsync("nobody", core => !core.Registry.Devices.Exists(device => device.Identifier == "facerec_7f3a_person_anna"), Patience);
            await broker.PublishAsync("facerec/edge/command/reload", "{}");
            await home.WaitAsync("no camera", core => core.Registry.Devices.Count == 1, Patience);
        });
    }

    [Fact]
    public async Task Whoever_stands_before_a_camera_is_learned_by_typing_a_name_and_pressing_the_button_and_is_known_from_then_on()
    {
        StarterPack.Require();
        SamplePictures.Require(1);
        using var folder = new TemporaryFolder();
        var configuration = Configuration(folder, await Clips.MakeAsync("alone.h264")) with { Enrolment = new EnrolmentSection { Samples = 1 } };
        await WalkAsync(configuration, async (home, broker) =>
        {
            await StateAsync(home, "sensor.edge_active_backend", "cpu");
            await StateAsync(home, "sensor.edge_enroll_step", "idle");
            home.Call("text.set_value", "text.edge_enroll_name", "value", "Zoë");
            await StateAsync(home, "text.edge_enroll_name", "Zoë");
            var from = broker.Count;
            home.Call("button.press", "button.front_learn");
            await StateAsync(home, "sensor.edge_enroll_step", "done");
            Assert.Equal("Zoë was learned from 1 look.", home.Attribute("sensor.edge_enroll_step", "text"));
            await StateAsync(home, "text.edge_enroll_name", "");
            await home.WaitAsync("Zoë", core => core.Registry.Devices.Exists(device => device is { Name: "Zoë", Identifier: "facerec_7f3a_person_zoe" }), Patience);
            await StateAsync(home, "binary_sensor.zoe_presence", "on");
            Assert.Equal("front", home.State("sensor.zoe_last_camera"));
            await broker.WaitAsync(
                "recognised", log => log.Any(message => message.Topic == "facerec/edge/camera/front/event" && message.Text.Contains("\"recognized\"", StringComparison.Ordinal)), from, Patience);
        });
    }

    private static Task StateAsync(ConnectedHomeAssistant home, string entity, string state) =>
        home.WaitAsync($"{entity} = {state}", core => core.States.Find(entity)?.State == state, Patience);

    private static NodeConfiguration Configuration(TemporaryFolder folder, string source) => new()
    {
        DataFolder = RepositoryRoot.Under("build", "data"),
        GalleryPath = folder.File("gallery.db"),
        Backends = [new BackendSection { Name = "cpu" }, new BackendSection { Name = "cpu2" }],
        Cameras = [new CameraSection { Name = "front", Source = new SourceAddress(source) }],
    };

    // The program runs until all was walked; what `reload` finds has no cameras.
    private static async Task WalkAsync(NodeConfiguration walked, Func<ConnectedHomeAssistant, TestBroker, Task> walk)
    {
        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        var configuration = walked with { Mqtt = new MqttSection { Host = "127.0.0.1", Port = broker.Port } };
        var options = configuration.ToMqttOptions(new NodeIdentity("7f3a", "edge"), "0.1.0");
        var restart = new NodeRestart(() => new ConfigurationResult(configuration with { Cameras = [] }, [], []));
        using var stopping = new CancellationTokenSource();
        await using (var node = new FaceNode(
            configuration, options, new Outbox(options.OutboxLimit, TimeProvider.System), restart, TimeProvider.System, NullLoggerFactory.Instance))
        {
            var running = node.RunAsync(stopping.Token);
            try
            {
                await walk(home, broker);
            }
            finally
            {
                await stopping.CancelAsync();
                await running;
            }
        }

        await StateAsync(home, "select.edge_backend", "unavailable");
        home.AssertGood();
    }
}
