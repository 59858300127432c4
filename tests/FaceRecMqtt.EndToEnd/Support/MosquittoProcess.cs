namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>A mosquitto broker on a port of its own, without persistence: a restart forgets everything.</summary>
internal sealed class MosquittoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly string _configuration;
    private ChildProcess _process;

    private MosquittoProcess(string configuration, int port, ChildProcess process)
    {
        _configuration = configuration;
        Port = port;
        _process = process;
    }

    public int Port { get; }

    public string Tail() => _process.Tail(15);

    /// <summary>Starts one.</summary>
    /// <param name="folder">Where its configuration is written.</param>
    /// <param name="user">Its only user; null lets everyone in.</param>
    /// <param name="password">That user's password.</param>
    /// <param name="more">A further line of its configuration.</param>
    public static async Task<MosquittoProcess> StartAsync(RunFolder folder, string? user = null, string? password = null, string more = "")
    {
        var port = FreePort.Take();
        var lines = new List<string> { $"listener {port} 127.0.0.1", "persistence false", "log_dest stderr", "max_queued_messages 0", more };
        if (user is null)
        {
            lines.Add("allow_anonymous true");
        }
        else
        {
            lines.Add($"password_file {await PasswordsAsync(folder, user, password ?? "")}");
            // It gives up root's rights only for a user that can read its files.
            lines.Add("user root");
        }

        var configuration = folder.Write($"mosquitto-{port}.conf", string.Join('\n', lines) + "\n");
        return new(configuration, port, await LaunchAsync(configuration));
    }

    /// <summary>Ends it; its clients see a closed connection.</summary>
    public Task StopAsync() => _process.TerminateAsync(Patience);

    /// <summary>Starts it again on the same port.</summary>
    public async Task StartAgainAsync()
    {
        await _process.DisposeAsync();
        _process = await LaunchAsync(_configuration);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<string> PasswordsAsync(RunFolder folder, string user, string password)
    {
        var file = folder.Under("mosquitto-passwords");
        await using var tool = ChildProcess.Start("mosquitto_passwd", "mosquitto_passwd", ["-b", "-c", file, user, password]);
        await tool.ExitAsync(Patience);
        return file;
    }

    private static async Task<ChildProcess> LaunchAsync(string configuration)
    {
        var program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        var process = ChildProcess.Start("mosquitto", program, ["-c", configuration]);
        await process.LineWithAsync(" running", Patience);
        return process;
    }
}
