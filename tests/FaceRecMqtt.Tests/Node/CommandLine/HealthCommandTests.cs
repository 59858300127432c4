using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Health;
using FaceRecMqtt.Node.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class HealthCommandTests
{
    [Fact]
    public async Task Living_node_is_alive_and_a_stopped_one_is_not()
    {
        using var folder = new TemporaryFolder();
        await using (var node = new Answering(folder.Path))
        {
            var alive = await Run.Line("health", "--data", folder.Path);
            Assert.Equal((0, "alive\n"), (alive.Code, alive.Out));
        }

        var stopped = await Run.Line("health", "--data", folder.Path);
        Assert.Equal(1, stopped.Code);
        Assert.Contains($"no node answers in {folder.Path}", stopped.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(LivenessSocket.PathIn(folder.Path)));
    }

    [Fact]
    public async Task What_a_killed_node_left_is_not_alive_and_does_not_hinder_the_next_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(LivenessSocket.PathIn(folder.Path), "");
        Assert.Equal(1, (await Run.Line("health", "--data", folder.Path)).Code);
        await using var node = new Answering(folder.Path);
        Assert.Equal(0, (await Run.Line("health", "--data", folder.Path)).Code);
    }

    [Fact]
    public async Task Node_that_waits_for_its_broker_is_alive()
    {
        using var folder = new TemporaryFolder();
        var yaml = folder.File("facerec.yaml", $"mqtt:\n  host: 127.0.0.1\n  port: {FreePort.Take()}\ndata:\n  folder: data\n");
        using var stop = new CancellationTokenSource();
        var node = NodeHost.RunAsync(ConfigurationFile.Load(yaml), () => ConfigurationFile.Load(yaml), TimeProvider.System, stop.Token);
        try
        {
            var deadline = Deadline.In(TimeSpan.FromSeconds(60));
            while ((await Run.Line("health", "--config", yaml)).Code != 0)
            {
                Assert.False(node.IsCompleted);
                Assert.True(deadline.Left > TimeSpan.Zero);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await node;
        }
    }

    [Fact]
    public async Task Folder_too_deep_for_a_socket_costs_only_the_answer()
    {
        using var folder = new TemporaryFolder();
        var deep = Path.Combine(folder.Path, new string('d', 120));
        Directory.CreateDirectory(deep);
        await new LivenessSocket(deep, TimeProvider.System, NullLogger.Instance).RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, (await Run.Line("health", "--data", deep)).Code);
    }

    /// <summary>The answering part of a node.</summary>
    private sealed class Answering : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public Answering(string folder) => _running = new LivenessSocket(folder, TimeProvider.System, NullLogger.Instance).RunAsync(_stop.Token);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }
}
