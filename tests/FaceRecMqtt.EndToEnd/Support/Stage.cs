using System.Text;
using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>A broker, the program and a recorder that hears everything, in a folder of their own.</summary>
internal sealed class Stage : IAsyncDisposable
{
    /// <summary>Name of the node in topics.</summary>
    public const string Node = "edge";

    private const double CommandSeconds = 30;
    private readonly string _yaml;
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
    public static async Task<Stage> StartAsync(string yaml, (string User, string Password)? login = null, Func<int, int>? relayTo = null)
    {
        var folder = new RunFolder();
        var broker = await MosquittoProcess.StartAsync(folder, login?.User, login?.Password);
        var recorder = await MqttRecorder.ConnectAsync(broker.Port, login?.User, login?.Password);
        var stage = new Stage(folder, broker, recorder, relayTo?.Invoke(broker.Port) ?? broker.Port, yaml, login);
        try
        {
            CopyModels(folder.Under("data", "models"));
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

    /// <summary>A recorder that connects anew, after the broker had to forget its sessions.</summary>
    public async Task ReconnectRecorderAsync()
    {
        await Recorder.DisposeAsync();
        Recorder = await MqttRecorder.ConnectAsync(Broker.Port, _login?.User, _login?.Password);
        Recorder.Context = Process.Tail;
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

    private static void CopyModels(string target)
    {
        foreach (var file in Directory.EnumerateFiles(Models, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Models, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private string Configuration()
    {
        var login = _login is var (user, password) ? $"\n  username: {user}\n  password: {password}" : "";
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
