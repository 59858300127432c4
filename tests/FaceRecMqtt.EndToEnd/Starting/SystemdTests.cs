using System.Net.Sockets;
using System.Text;

namespace FaceRecMqtt.EndToEnd.Starting;

/// <summary>The service manager is told when the node runs and when it stops.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class SystemdTests
{
    [Fact]
    public async Task Systemd_is_told_ready_and_stopping()
    {
        using var folder = new RunFolder();
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(folder.Under("notify")));
        var configuration = folder.Write("facerec.yaml", $"""
            data:
              folder: {folder.Under("data")}
            mqtt:
              embedded:
                port: {FreePort.Take()}
            """);
        // .NET takes a process for a service when its parent is called systemd.
        var systemd = folder.Write("systemd", """
            #!/bin/bash
            "$@" & child=$!
            trap 'kill -TERM $child' TERM
            wait; wait $child
            """);
        File.SetUnixFileMode(systemd, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var node = ChildProcess.Start(
            "facerec", systemd, ["dotnet", NodeProcess.Program, "run", "--config", configuration],
            new Dictionary<string, string> { ["NOTIFY_SOCKET"] = folder.Under("notify") });

        Assert.Contains("READY=1", await ReceiveAsync(manager), StringComparison.Ordinal);
        await node.LineWithAsync("Connected to the broker", TimeSpan.FromSeconds(30));
        var stopping = node.TerminateAsync(TimeSpan.FromSeconds(15));
        Assert.Contains("STOPPING=1", await ReceiveAsync(manager), StringComparison.Ordinal);
        Assert.InRange(await stopping, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(0, node.ExitCode);
        // Journald adds time and level itself; the level goes in front as it wants it.
        Assert.Contains("<6>FaceRecMqtt.Node", node.Output, StringComparison.Ordinal);
    }

    private static async Task<string> ReceiveAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var bytes = new byte[512];
        return Encoding.UTF8.GetString(bytes, 0, await socket.ReceiveAsync(bytes, patience.Token));
    }
}
