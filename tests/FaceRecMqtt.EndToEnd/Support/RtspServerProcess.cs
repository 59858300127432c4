namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>Plays clips as RTSP cameras, each in an endless loop.</summary>
internal sealed class RtspServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string[] _arguments;
    private ChildProcess _process;

    private RtspServerProcess(string[] arguments, int port, ChildProcess process)
    {
        _arguments = arguments;
        Port = port;
        _process = process;
    }

    public int Port { get; }

    /// <summary>Starts one.</summary>
    /// <param name="videos">Path of the stream and file that it plays.</param>
    /// <param name="options">Further options of <c>scripts/rtsp-server</c>, such as <c>--user</c>.</param>
    public static async Task<RtspServerProcess> StartAsync(IEnumerable<(string Path, string File)> videos, params string[] options)
    {
        var port = FreePort.Take();
        string[] arguments =
        [
            Tests.Support.RepositoryRoot.Under("scripts", "rtsp-server"), "--port", $"{port}", .. options, .. videos.Select(video => $"{video.Path}={video.File}"),
        ];
        return new(arguments, port, await LaunchAsync(arguments));
    }

    /// <summary>Address of one stream.</summary>
    public string Address(string path) => $"rtsp://127.0.0.1:{Port}/{path}";

    /// <summary>Ends it as pulling the plug would.</summary>
    public Task StopAsync() => _process.KillAsync();

    /// <summary>Starts it again on the same port.</summary>
    public async Task StartAgainAsync()
    {
        await _process.DisposeAsync();
        _process = await LaunchAsync(_arguments);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<ChildProcess> LaunchAsync(string[] arguments)
    {
        // The bindings belong to Debian's own Python.
        var process = ChildProcess.Start("rtsp-server", "/usr/bin/python3", arguments);
        await process.LineWithAsync("ready ", Patience);
        return process;
    }
}
