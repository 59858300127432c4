namespace FaceRecMqtt.EndToEnd.Starting;

/// <summary>First starts: mistakes in the configuration, no broker, no models, names and ports that are taken.</summary>
public sealed class StartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_configuration_with_mistakes_refuses_the_start_with_file_line_and_hint()
    {
        using var folder = new RunFolder();
        var file = folder.Write("facerec.yaml", $"""
            data:
              folder: {folder.Under("data")}
            mqtt:
              prot: 1884
              keep_alive_s: 1
            cameras:
              - name: Front Door
                source: rtps://192.168.1.20/stream1
              - name: yard
                source: yard.mp4
              - name: yard
                source: yard.mp4
            backend: gpu
            """);
        var (code, output) = await NodeProcess.CommandAsync("run", "--config", file);
        Assert.Equal(3, code);
        foreach (var (line, key, hint) in ((int, string, string)[])
        [
            (4, "mqtt.prot", "did you mean port?"),
            (5, "mqtt.keep_alive_s", "5 to 600"),
            (7, "cameras[0].name", "small letters"),
            (8, "cameras[0].source", "rtsp://"),
            (11, "cameras[2].name", "yard"),
            (13, "backend", "cpu"),
        ])
        {
            Assert.Contains(output.Split('\n'), said =>
                said.Contains($"{file}:{line}:", StringComparison.Ordinal) && said.Contains($"{key}: ", StringComparison.Ordinal) && said.Contains(hint, StringComparison.Ordinal));
        }

        Assert.False(Directory.Exists(folder.Under("data")));
    }

    [Fact]
    public async Task Without_a_broker_and_models_it_serves_its_own_broker_says_what_is_missing_and_works_once_that_is_there()
    {
        Needs.Models();
        using var folder = new RunFolder();
        var port = FreePort.Take();
        await using var node = NodeProcess.Run(folder, Embedded(folder.Under("data"), port));
        await node.Process.LineWithAsync("Connected to the broker", Patience);

        Assert.Contains("facerec/edge/state online", await SubscribeAsync(port, "facerec/edge/state"), StringComparison.Ordinal);
        await using var recorder = await MqttRecorder.ConnectAsync(port);
        var health = await recorder.WaitForAsync(
            "health is failing", message => message.Topic == Stage.Topic("health") && message.Text.Contains("no_backend", StringComparison.Ordinal), 30);
        Assert.Equal("failing", health["status"]);
        Assert.Contains("facerec models fetch starter", health.Text, StringComparison.Ordinal);

        using var other = new RunFolder();
        await using (var second = NodeProcess.Run(other, Embedded(other.Under("data"), port)))
        {
            await second.Process.ExitAsync(Patience);
            Assert.Equal(1, second.Process.ExitCode);
            Assert.Contains($"{port}", second.Log, StringComparison.Ordinal);
            Assert.Contains("mqtt.", second.Log, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", second.Log, StringComparison.Ordinal);
        }

        Stage.CopyModels(folder);
        var (code, output) = await NodeProcess.CommandAsync("command", "backend", "cpu", "--host", "127.0.0.1", "--port", $"{port}");
        Assert.True(code == 0, output);
        await recorder.WaitForAsync("healthy", message => message.Topic == Stage.Topic("health") && message["status"] == "ok", 30);
        Assert.True(node.Process.IsRunning);
    }

    [Fact]
    public async Task A_second_node_of_the_same_name_says_so_and_nothing_else()
    {
        await using var stage = await Stage.StartAsync("");
        using var folder = new RunFolder();
        var from = stage.Recorder.Count;
        await using (var second = NodeProcess.Run(folder, $"""
            node:
              name: {Stage.Node}
            data:
              folder: {folder.Under("data")}
            mqtt:
              host: 127.0.0.1
              port: {stage.Broker.Port}
            """))
        {
            var said = await second.Process.LineWithAsync("Another node", Patience);
            Assert.Contains("facerec/edge", said, StringComparison.Ordinal);
            await second.StopAsync();
            Assert.Equal(0, second.Process.ExitCode);
        }

        Assert.True((await stage.CommandAsync("ping", "")).IsOk());
        Assert.DoesNotContain(
            stage.Recorder.Messages(from), message => message.Topic == Stage.Topic("state") || message.Topic == Stage.Topic("info"));
    }

    private static string Embedded(string data, int port) => $"""
        node:
          name: {Stage.Node}
        data:
          folder: {data}
        mqtt:
          embedded:
            port: {port}
        """;

    private static async Task<string> SubscribeAsync(int port, string topic)
    {
        await using var subscriber = ChildProcess.Start(
            "mosquitto_sub", "mosquitto_sub", ["-h", "127.0.0.1", "-p", $"{port}", "-v", "-t", topic, "-C", "1", "-W", "20"]);
        await subscriber.ExitAsync(TimeSpan.FromSeconds(30));
        return subscriber.Output;
    }
}
