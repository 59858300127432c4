using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet.Server;

namespace FaceRecMqtt.Tests.Node.CommandLine;

/// <summary>The command line against the program's own command mechanism.</summary>
public sealed class RealNodeTests
{
    [Fact]
    public async Task Command_line_and_node_understand_each_other()
    {
        var (server, port) = await ScriptedNode.StartServerAsync();
        using var broker = server;
        var listening = ScriptedNode.SubscribedAsync(server, "/command/#");
        var node = new MqttNode(
            new MqttOptions { Host = "127.0.0.1", Port = port, Node = "edge", NodeId = "n1" },
            new Outbox(100, TimeProvider.System),
            Commands(),
            (_, _) => Task.FromResult<CameraSettings?>(null),
            _ => null,
            TimeProvider.System,
            NullLoggerFactory.Instance);
        using var stop = new CancellationTokenSource();
        var running = node.RunAsync(stop.Token);
        try
        {
            await listening;
            Assert.Equal((0, "pong: true\n"), await Told("command", "ping", "--node", "edge"));
            Assert.Equal((0, "from: Anna\n"), await Told("people", "rename", "anna", "Anna"));
            Assert.Equal((0, "doubled: 6\n"), await Told("command", "double", "n=3"));
            using var folder = new TemporaryFolder();
            Assert.Equal((0, "bytes: 5\nname: Änne\n"), await Told("enroll", "Änne", "--picture", folder.File("a.jpg", "12345")));
            Assert.Equal((0, "bytes: 5\n"), await Told("enroll", "A/B", "--picture", folder.File("b.jpg", "12345")));
            var unknown = await Ask("command", "fly");
            Assert.Equal(1, unknown.Code);
            Assert.Contains("(unknown_command)", unknown.Error, StringComparison.Ordinal);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
            await server.StopAsync(new MqttServerStopOptions());
        }

        Task<Run> Ask(params string[] args) => Run.Line([.. args, "--host", "127.0.0.1", "--port", $"{port}"]);

        async Task<(int, string)> Told(params string[] args) => await Ask(args) is var run ? (run.Code, run.Code == 0 ? run.Out : run.Error) : default;
    }

    private static CommandTable Commands() => new(
    [
        new CommandDefinition("ping", "Answers.", (_, _) => Reply("pong", true)),
        new CommandDefinition("people/rename", "Renames.", (call, _) => Reply("from", call.RequiredText("name")))
        {
            Arguments = [Argument("person", ArgumentKind.Text), Argument("name", ArgumentKind.Text)],
        },
        new CommandDefinition("double", "Doubles.", (call, _) => Reply("doubled", 2 * call.WholeNumber("n") ?? 0))
        {
            Arguments = [Argument("n", ArgumentKind.WholeNumber)],
        },
        new CommandDefinition("enroll", "Enrolls.", (call, _) => Reply("bytes", call.Bytes("image")!.Length))
        {
            Arguments = [Argument("name", ArgumentKind.Text), Argument("image", ArgumentKind.Bytes)],
            PathArgument = "name",
            BytesArgument = "image",
        },
    ]);

    private static CommandArgument Argument(string name, ArgumentKind kind) => new(name, kind, "For the test.");

    private static Task<CommandReply> Reply(string key, JsonNode value) => Task.FromResult(CommandReply.Ok(new JsonObject { [key] = value }));
}
