using System.Net;
using System.Net.Sockets;
using FaceRecMqtt.Node.CommandLine.Remote;
using FaceRecMqtt.Node.CommandLine.Teaching;
using FaceRecMqtt.Node.CommandLine.Watching;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.CommandLine.Running;

/// <summary>A node of its own with one camera, somebody enrolled over MQTT, and the events as they come.</summary>
/// <param name="terminal">Where it is shown.</param>
internal sealed class Demo(Terminal terminal)
{
    private const string Name = "demo";
    private const string Person = "Anna";
    private const int UsualPort = 1883;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Where the models lie; the node's identity is kept there too.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The camera.</summary>
    public required SourceAddress Source { get; init; }

    /// <summary>Picture of the person to enroll; null for nobody.</summary>
    public string? Picture { get; init; }

    /// <summary>Port of the embedded broker; null: the usual one, or a free one where that is taken.</summary>
    public int? Port { get; init; }

    /// <summary>How long it runs.</summary>
    public TimeSpan Length { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Runs until stopped or its time is over.</summary>
    /// <exception cref="CommandFailed">The node cannot start or does not answer.</exception>
    public async Task<int> RunAsync(CancellationToken stopping)
    {
        var people = Directory.CreateTempSubdirectory("facerec-demo-");
        using var clock = new CancellationTokenSource(Length, terminal.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, clock.Token);
        var configuration = Configuration(Path.Combine(people.FullName, "gallery.db"));
        var fixedOne = new ConfigurationResult(configuration, [], []);
        var node = NodeHost.RunAsync(fixedOne, () => fixedOne, terminal.Time, ending.Token);
        try
        {
            var showing = ShowAsync(BrokerAddress.Of(configuration), ending.Token);
            // A node that cannot start says why; the table alone would wait for it.
            await await Task.WhenAny(showing, node);
            await ending.CancelAsync();
            await showing;
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        finally
        {
            await ending.CancelAsync();
            await node.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            people.Delete(recursive: true);
        }
    }

    private async Task ShowAsync(BrokerAddress broker, CancellationToken stopping)
    {
        await terminal.Out.WriteLineAsync(Greeting(broker));
        await using (var client = await ConnectAsync(broker, stopping))
        {
            if (Picture is not null)
            {
                await EnrollAsync(client, await PictureFile.ReadAsync(Picture, stopping), stopping);
            }
        }

        await terminal.Out.WriteLineAsync();
        await new EventWatch(broker, null, new EventTable(terminal), terminal).RunAsync(0, stopping);
    }

    private string Greeting(BrokerAddress broker) => $"""

        FaceRecMqtt demonstration: camera {Name} reads {Source}

          Look at it:      MQTT Explorer → host {broker.Host}, port {broker.Port}, topic facerec/{Name}
                           mosquitto_sub -p {broker.Port} -v -t 'facerec/#'
          Teach it:        facerec enroll NAME --camera {Name} --port {broker.Port}
          Your own camera: make demo SOURCE=rtsp://user:password@address/path
          Stop:            Ctrl-C

        """;

    private async Task<NodeClient> ConnectAsync(BrokerAddress broker, CancellationToken stopping)
    {
        var begun = terminal.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await NodeClient.ConnectAsync(broker, terminal, stopping);
            }
            catch (CommandFailed) when (terminal.Time.GetElapsedTime(begun) < StartPatience)
            {
                await Task.Delay(RetryPause, terminal.Time, stopping);
            }
        }
    }

    private async Task EnrollAsync(NodeClient client, byte[] picture, CancellationToken stopping)
    {
        await terminal.Out.WriteLineAsync($"{Person} is enrolled over MQTT from {Path.GetFileName(Picture)}, a picture that the video does not show:");
        var begun = terminal.Time.GetTimestamp();
        var answer = await client.SendAsync($"enroll/{Person}", picture, StartPatience, stopping);
        while (answer.ErrorCode == "backend_unavailable" && terminal.Time.GetElapsedTime(begun) < StartPatience)
        {
            await Task.Delay(RetryPause, terminal.Time, stopping);
            answer = await client.SendAsync($"enroll/{Person}", picture, StartPatience, stopping);
        }

        if (await AnswerOutcome.ShowAsync(answer, asJson: false, terminal) != ExitCode.Done)
        {
            throw new CommandFailed(ExitCode.Failed, "the demonstration's person could not be enrolled");
        }
    }

    private NodeConfiguration Configuration(string gallery) => new()
    {
        DataFolder = DataFolder,
        GalleryPath = gallery,
        Node = new NodeSection { Name = Name },
        Log = new LogSection { Level = LogLevel.Warning },
        Cameras = [new CameraSection { Name = Name, Source = Source }],
        Mqtt = new MqttSection { Embedded = new MqttEmbeddedSection { Port = Port ?? (IsFree(UsualPort) ? UsualPort : FreePort()) } },
    };

    private static bool IsFree(int port)
    {
        using var probe = new TcpListener(IPAddress.Loopback, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
