using System.Text;
using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>A broker, the program and a recorder that hears everything, in a folder of their own.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>Name of the node in topics.</summary>
    public const string Node = "edge";

    private const double CommandSeconds = 30;
    private const double BackendSeconds = 60;
    private const double EventSeconds = 30;
    private string _yaml;
    private readonly int _nodePort;
    private readonly (string User, string Password)? _login;

    private Stage(RunFolder folder, MosquittoProcess broker, MqttRecorder recorder, int nodePort, string yaml, (string User, string Password)? login)
    {
        Folder = folder;
        Broker = broker;
        Recorder = recorder;
        _nodePort = nodePort;
        _yaml = yaml;
        _login = login;
    }

    /// <summary>Where the starter pack lies that every run gets a copy of.</summary>
    public static string Models => RepositoryRoot.Under("build", "data", "models");

    public RunFolder Folder { get; }

    public MosquittoProcess Broker { get; }

    public MqttRecorder Recorder { get; private set; }

    public NodeProcess Process { get; private set; } = null!;

    /// <summary>Starts all three and waits until the node is online.</summary>
    /// <param name="yaml">The configuration without node, data, and the broker's address.</param>
    /// <param name="login">User and password at the broker; null when it lets everyone in.</param>
    /// <param name="relayTo">Given the broker's port, the port that the node shall connect to instead.</param>
    /// <param name="prepare">Given the run's folder with the models in <c>data</c>, what has to lie there before the node starts.</param>
    public static async Task<Stage> StartAsync(
        string yaml, (string User, string Password)? login = null, Func<int, int>? relayTo = null, Func<RunFolder, Task>? prepare = null)
    {
        var folder = new RunFolder();
        var broker = await MosquittoProcess.StartAsync(folder, login?.User, login?.Password);
        var recorder = await MqttRecorder.ConnectAsync(broker.Port, login?.User, login?.Password);
        var stage = new Stage(folder, broker, recorder, relayTo?.Invoke(broker.Port) ?? broker.Port, yaml, login);
        try
        {
            CopyModels(folder);
            await (prepare?.Invoke(folder) ?? Task.CompletedTask);
            await stage.StartNodeAsync();
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }

        return stage;
    }

    /// <summary>Topic below the node's.</summary>
    public static string Topic(string name) => $"facerec/{Node}/{name}";

    /// <summary>Topic of a camera.</summary>
    public static string Topic(string camera, string name) => Topic($"camera/{camera}/{name}");

    /// <summary>Starts the node (again), with the same configuration and data folder.</summary>
    public async Task StartNodeAsync()
    {
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        var from = Recorder.Count;
        Process = NodeProcess.Run(Folder, Configuration());
        Recorder.Context = Process.Tail;
        var starting = Recorder.WaitForAsync(Topic("state"), "online", 60, from);
        // A node that refuses to start says why at once.
        if (await Task.WhenAny(starting, Process.Process.ExitAsync(TimeSpan.FromSeconds(90))) != starting)
        {
            throw new InvalidOperationException($"The node ended.\n{Process.Tail()}");
        }

        await starting;
    }

    /// <summary>Writes another configuration file under the running node.</summary>
    public void Reconfigure(string yaml)
    {
        _yaml = yaml;
        Folder.Write("facerec.yaml", Configuration());
    }

    /// <summary>A recorder that connects anew, after the broker had to forget its sessions.</summary>
    public async Task ReconnectRecorderAsync()
    {
        await Recorder.DisposeAsync();
        Recorder = await MqttRecorder.ConnectAsync(Broker.Port, _login?.User, _login?.Password);
        Recorder.Context = Process.Tail;
    }

    /// <summary>Waits until a backend serves and no switch is under way.</summary>
    public Task RecognisingAsync(string backend = "cpu", int from = 0) => Recorder.WaitForAsync(
        $"backend {backend} serves",
        message => message.Topic == Topic("backend") && message["active"] == backend && message["switching_to"] is null,
        BackendSeconds,
        from);

    /// <summary>Waits for an event of a camera.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="type">Kind of event.</param>
    /// <param name="identity">Name of the person, or <c>unknown</c>.</param>
    /// <param name="from">Place in the recorder from which on it counts.</param>
    /// <param name="seconds">How long it may take.</param>
    public Task<Received> EventAsync(string camera, string type, string identity, int from = 0, double seconds = EventSeconds) =>
        Recorder.WaitForAsync(
            $"{camera}: {type} {identity}",
            message => message.Topic == Topic(camera, "event") && message["event_type"] == type && message["identity"] == identity,
            seconds,
            from);

    /// <summary>Enrols a person from a picture file, which has to succeed.</summary>
    public async Task<JsonElement> EnrollAsync(string name, string picture)
    {
        var reply = await CommandAsync($"enroll/{name}", await File.ReadAllBytesAsync(picture));
        Assert.True(reply.IsOk(), $"{name} from {picture}: {reply}");
        return reply.Data();
    }

    /// <summary>Waits until a camera gives pictures.</summary>
    public Task OnlineAsync(string camera, double seconds = 30) => Recorder.WaitForAsync(Topic(camera, "state"), "online", seconds);

    /// <summary>Sends a command and waits for its final reply.</summary>
    public Task<JsonElement> CommandAsync(string name, string payload, double seconds = CommandSeconds) =>
        CommandAsync(name, Encoding.UTF8.GetBytes(payload), seconds);

    /// <summary>Sends a command and waits for its final reply.</summary>
    public async Task<JsonElement> CommandAsync(string name, byte[] payload, double seconds = CommandSeconds)
    {
        // command/enroll/Anna is answered on response/enroll.
        var answer = Topic($"response/{(name.StartsWith("enroll/", StringComparison.Ordinal) ? "enroll" : name)}");
        var from = Recorder.Count;
        await Recorder.PublishAsync(Topic($"command/{name}"), payload);
        var reply = await Recorder.WaitForAsync(
            $"reply to {name}", message => message.Topic == answer && message["status"] != "progress", seconds, from);
        return reply.Json;
    }

    public async ValueTask DisposeAsync()
    {
        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        await Recorder.DisposeAsync();
        await Broker.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>Gives a run's data folder the starter pack; none where it was not fetched.</summary>
    public static void CopyModels(RunFolder folder)
    {
        var target = folder.Under("data", "models");
        if (!Directory.Exists(Models))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(Models, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Models, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Configuration()
    {
        var login = _login is var (user, password)
            ? $"\n  username: {user}\n  password_file: {Folder.Write("broker-password", password + "\n")}"
            : "";
        return $"""
            node:
              name: {Node}
            data:
              folder: {Folder.Under("data")}
            mqtt:
              host: 127.0.0.1
              port: {_nodePort}
              timeout_s: 2
              keep_alive_s: 5{login}
            {_yaml}
            """;
    }
}
