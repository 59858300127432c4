using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Rendering;
using FaceRecMqtt.Node.Configuration.Supervisor;
using FaceRecMqtt.Tests.Node.CommandLine;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Node.Configuration.Supervisor;

public sealed class HomeAssistantAppTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Options_become_the_configuration()
    {
        var configuration = Good("""
            {"cameras":[{"name":"front_door","source":"rtsp://192.168.1.20/stream1","username":"viewer","password":"p","min_similarity":0.45,"enabled":true}],
             "backends":[{"name":"npu","kind":"hailo","detector_hef":"/config/scrfd_2.5g.hef"},{"name":"cpu","threads":2}],
             "backend":"npu","policy":"auto","recognition":{"min_face_px":30},"snapshots":{"publish":false},"log":{"level":"debug"},"mqtt":{},"node":{"name":"hall"}}
            """);
        var camera = Assert.Single(configuration.Cameras);
        Assert.Equal(("front_door", "rtsp://viewer:p@192.168.1.20/stream1", 0.45f), (camera.Name, camera.Source.Reveal(), camera.MinSimilarity));
        Assert.Equal([("npu", BackendKind.Hailo), ("cpu", BackendKind.Onnx)], configuration.Backends.Select(backend => (backend.Name, backend.Kind)));
        Assert.Equal(("npu", "cpu", "hall", 30), (configuration.ActiveBackend.Name, configuration.Companion, configuration.Node.Name, configuration.Recognition.MinFacePx));
        Assert.False(configuration.Snapshots.Publish);
        Assert.Equal("/data/facerec", configuration.DataFolder);
        // Nobody but the app sees its data folder.
        Assert.Equal(_folder.Path, configuration.ArchivesFolder);
    }

    [Fact]
    public void Emptied_fields_are_fields_that_are_not_given()
    {
        var configuration = Good("""{"cameras":[{"name":"a","source":"/a","username":"","password":null}],"backend":"","mqtt":{"host":"","username":"","password":""}}""");
        Assert.Equal("cpu", configuration.ActiveBackend.Name);
        Assert.Null(configuration.Mqtt.Host);
        Assert.Null(configuration.Cameras[0].Username);
    }

    [Theory]
    [InlineData("""{"camera":[]}""", "the app's options: camera: unknown key; did you mean cameras?")]
    [InlineData("""{"cameras":[{"name":"a","source":"rtmp://h/x"}]}""", "the app's options: cameras[0].source: this kind of address cannot be opened; it may begin with rtsp://")]
    [InlineData("""{"cameras":[{"name":"Front Door","source":"/a"}]}""", "the app's options: cameras[0].name: `Front Door` is no name; use small letters")]
    [InlineData("""{"cameras":[{"name":"a"}]}""", "the app's options: cameras[0]: source is missing")]
    [InlineData("""{"recognition":{"min_face_px":7}}""", "the app's options: recognition.min_face_px: 7 is out of range; allowed: 8 to 1000")]
    [InlineData("""{"recognition":{"min_face_px":24.5}}""", "the app's options: recognition.min_face_px: `24.5` is not a whole number")]
    [InlineData("""{"policy":"fix"}""", "the app's options: policy: `fix` is not one of: fixed, auto")]
    [InlineData("""{"snapshots":true}""", "the app's options: snapshots: this is a section; write its keys below it: publish")]
    [InlineData("""{"policy":"fixed","policy":"auto"}""", "the app's options: policy: this key stands twice")]
    [InlineData("""{"mqtt":{"username":"me","password":"p"}}""", "the app's options: mqtt.username: this belongs to a broker of yours, and mqtt.host names none; add mqtt.host")]
    [InlineData("""{"mqtt":{"port":8883}}""", "the app's options: mqtt.port: this belongs to a broker of yours")]
    [InlineData("""[]""", "the app's options: this is not the JSON that Home Assistant writes")]
    [InlineData("""{"cameras":[""", "the app's options: this is not the JSON that Home Assistant writes")]
    [InlineData("""{"a":"\ud800"}""", "the app's options: this is not the JSON that Home Assistant writes")]
    public void Mistake_names_the_option_and_a_cure(string options, string expected)
    {
        var result = App(options).Load(_environment);
        Assert.Null(result.Configuration);
        Assert.StartsWith(expected, Assert.Single(result.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_ends_in_one_problem() =>
        Assert.Single(App(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))).Load(_environment).Problems);

    [Fact]
    public void File_in_the_apps_folder_is_used_instead_of_the_options_and_that_is_said()
    {
        var app = App("""{"cameras":[{"name":"of_options","source":"/a"}]}""");
        File.WriteAllText(app.FullFile, "cameras:\n  - name: of_file\n    source: clips/a.mp4\n");
        var result = app.Load(_environment);
        var camera = Assert.Single(result.Configuration!.Cameras);
        Assert.Equal(("of_file", Path.Combine(_folder.Path, "clips/a.mp4")), (camera.Name, camera.Source.Reveal()));
        Assert.Equal("/data/facerec", result.Configuration.DataFolder);
        Assert.Contains("used instead of the app's options", Assert.Single(result.Notes).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_counts_over_the_options()
    {
        _environment["FACEREC__POLICY"] = "auto";
        _environment["FACEREC__DATA__FOLDER"] = "/data/elsewhere";
        var configuration = Good("""{"policy":"fixed"}""");
        Assert.Equal(("Auto", "/data/elsewhere"), (configuration.Policy.ToString(), configuration.DataFolder));
    }

    [Fact]
    public async Task Broker_comes_from_the_Supervisor_where_the_options_name_none()
    {
        await using var supervisor = new FakeSupervisor(null);
        var configuration = await WithBroker("{}", supervisor.Address);
        Assert.Equal(("core-mosquitto", 1883, "addons", FakeSupervisor.Password),
            (configuration.Mqtt.Host, configuration.Mqtt.Port, configuration.Mqtt.Username, configuration.Mqtt.Password?.Reveal()));
        // Neither the record's text nor what is published of it shows the password.
        Assert.DoesNotContain(FakeSupervisor.Password, configuration.ToString() + configuration.Mqtt + ConfigurationJson.Render(configuration).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(FakeSupervisor.Token, App("{}", supervisor.Address).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broker_of_the_options_is_used_without_asking_the_Supervisor()
    {
        await using var supervisor = new FakeSupervisor(null);
        var configuration = await WithBroker("""{"mqtt":{"host":"192.168.1.10","port":8883}}""", supervisor.Address);
        Assert.Equal(("192.168.1.10", 8883), (configuration.Mqtt.Host, configuration.Mqtt.Port));
        Assert.Empty(supervisor.Requests);
    }

    [Fact]
    public async Task Configuration_that_is_read_again_keeps_the_broker()
    {
        await using var supervisor = new FakeSupervisor(null);
        var started = await WithBroker("{}", supervisor.Address);
        var again = HomeAssistantApp.WithKnownBroker(Good("""{"mqtt":{"base_topic":"faces"}}"""), started.Mqtt);
        Assert.Equal(("core-mosquitto", FakeSupervisor.Password, "faces"), (again.Mqtt.Host, again.Mqtt.Password?.Reveal(), again.Mqtt.BaseTopic));
        Assert.Equal("192.168.1.10", HomeAssistantApp.WithKnownBroker(Good("""{"mqtt":{"host":"192.168.1.10"}}"""), started.Mqtt).Mqtt.Host);
    }

    [Fact]
    public async Task Embedded_broker_never_serves_in_the_app()
    {
        await using var supervisor = new FakeSupervisor(null, [.. Enumerable.Repeat(FakeSupervisor.NotEnabled, 10_000)]);
        await Assert.ThrowsAsync<SupervisorException>(() => WithBroker("{}", supervisor.Address));
        var file = App("{}", supervisor.Address);
        File.WriteAllText(file.FullFile, "mqtt:\n  embedded:\n    port: 1884\n");
        await Assert.ThrowsAsync<SupervisorException>(() => WithBroker("{}", supervisor.Address));
    }

    private NodeConfiguration Good(string options)
    {
        var result = App(options).Load(_environment);
        Assert.Empty(result.Problems);
        return result.Configuration!;
    }

    // Whatever has to be waited for ends the patience, on a clock that nothing else moves.
    private Task<NodeConfiguration> WithBroker(string options, Uri supervisor)
    {
        var (clock, patience) = (new FakeTimeProvider(), new SupervisorPatience());
        return App(options, supervisor).WithBrokerAsync(Good(options), patience, _ => clock.Advance(patience.Total), clock, TestContext.Current.CancellationToken);
    }

    private HomeAssistantApp App(string options, Uri? supervisor = null) => new(
        _folder.File("options.json", options),
        Path.Combine(_folder.Path, "facerec.yaml"),
        "/data/facerec",
        supervisor ?? new Uri("http://127.0.0.1:1/"),
        new Secret(FakeSupervisor.Token));
}
