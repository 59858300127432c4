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

        await using var broker = await TestBroker.StartAsync();
        await using var home = await ConnectedHomeAssistant.StartAsync(broker.Port);
        var configuration = new NodeConfiguration
        {
            DataFolder = RepositoryRoot.Under("build", "data"),
            GalleryPath = folder.File("gallery.db"),
            Backends = [new BackendSection { Name = "cpu" }, new BackendSection { Name = "cpu2" }],
            // Nothing listens there: the camera is away, which Home Assistant has to show too.
            Cameras = [new CameraSection { Name = "front", Source = new SourceAddress($"rtsp://127.0.0.1:{FreePort.Take()}/none") }],
            Mqtt = new MqttSection { Host = "127.0.0.1", Port = broker.Port },
        };
        var options = configuration.ToMqttOptions(new NodeIdentity("7f3a", "edge"), "0.1.0");
        var restart = new NodeRestart(() => new ConfigurationResult(configuration with { Cameras = [] }, [], []));
        using var stopping = new CancellationTokenSource();
        await using (var node = new FaceNode(
            configuration, options, new Outbox(options.OutboxLimit, TimeProvider.System), restart, TimeProvider.System, NullLoggerFactory.Instance))
        {
            var running = node.RunAsync(stopping.Token);
            try
            {
                await StateAsync("select.edge_backend", "cpu");
                await StateAsync("binary_sensor.front_online", "off");
                bool IsInfo(Published message) => message is { Topic: "facerec/edge/info", Payload.Length: > 0 };
                var info = (await broker.WaitAsync("info", log => log.Any(IsInfo))).First(IsInfo).Json;
                // The configuration is checked against the same names before there is a node.
                Assert.Equal(CommandNames.All.Order(StringComparer.Ordinal), info["commands"]!.AsArray().Select(command => (string)command!["name"]!));
                await home.WaitAsync("Änna", core => core.Registry.Devices.Exists(device => device.Name == "Änna"), Patience);
                home.Call("select.select_option", "select.edge_backend", "option", "cpu2");
                await StateAsync("select.edge_backend", "cpu2");
                await StateAsync("sensor.edge_active_backend", "cpu2");
                await broker.PublishAsync("facerec/edge/command/people/rename", """{"person":"anna","name":"Anna B."}""");
                await home.WaitAsync("Anna B.", core => core.Registry.Devices.Exists(device => device is { Name: "Anna B.", Identifier: "facerec_7f3a_person_anna" }), Patience);
                await broker.PublishAsync("facerec/edge/command/people/delete", """{"person":"anna"}""");
                await home.WaitAsync("nobody", core => !core.Registry.Devices.Exists(device => device.Identifier == "facerec_7f3a_person_anna"), Patience);
                await broker.PublishAsync("facerec/edge/command/reload", "{}");
                await home.WaitAsync("no camera", core => core.Registry.Devices.Count == 1, Patience);
            }
            finally
            {
                await stopping.CancelAsync();
                await running;
            }
        }

        await StateAsync("select.edge_backend", "unavailable");
        home.AssertGood();

        Task StateAsync(string entity, string state) => home.WaitAsync($"{entity} = {state}", core => core.States.Find(entity)?.State == state, Patience);
    }
}
