using System.Text;

namespace FaceRecMqtt.EndToEnd;

/// <summary>The stages that the other tests play on.</summary>
public sealed class FixtureTests
{
    [Fact]
    public async Task A_broker_comes_back_on_its_port_and_has_forgotten_everything()
    {
        using var folder = new RunFolder();
        await using var broker = await MosquittoProcess.StartAsync(folder, "anna", "secret");
        await using (var before = await MqttRecorder.ConnectAsync(broker.Port, "anna", "secret"))
        {
            await before.PublishAsync("kept", "1"u8.ToArray(), retain: true);
            await before.WaitForAsync("kept", "1", 5);
        }

        await broker.StopAsync();
        await broker.StartAgainAsync();

        await using var after = await MqttRecorder.ConnectAsync(broker.Port, "anna", "secret");
        await after.PublishAsync("now", "2"u8.ToArray());
        await after.WaitForAsync("now", "2", 5);
        Assert.Null(after.Latest("kept"));
    }

    [Fact]
    public async Task A_relay_holds_bytes_back_and_lets_them_through_again()
    {
        using var folder = new RunFolder();
        await using var broker = await MosquittoProcess.StartAsync(folder);
        await using var relay = new TcpRelay(broker.Port);
        await using var direct = await MqttRecorder.ConnectAsync(broker.Port);
        await using var behind = await MqttRecorder.ConnectAsync(relay.Port);

        relay.Hold();
        var sending = behind.PublishAsync("held", Encoding.UTF8.GetBytes("x"));
        await direct.PublishAsync("passing", []);
        await direct.WaitForAsync("passing", "", 5);
        Assert.False(sending.IsCompleted);
        Assert.Null(direct.Latest("held"));

        relay.Mend();
        await direct.WaitForAsync("held", "x", 5);
        await sending;
    }
}
