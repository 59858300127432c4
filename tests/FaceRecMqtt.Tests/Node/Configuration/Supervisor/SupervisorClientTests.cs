using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Supervisor;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Node.Configuration.Supervisor;

public sealed class SupervisorClientTests
{
    private static readonly SupervisorPatience Patience = new() { Total = TimeSpan.FromSeconds(60), FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(20) };

    private readonly List<string> _told = [];

    [Fact]
    public async Task Broker_is_the_one_the_Supervisor_names()
    {
        await using var supervisor = new FakeSupervisor(null);
        var broker = await Ask(supervisor.Address);
        Assert.Equal(("core-mosquitto", 1883, "addons", false), (broker.Host, broker.Port, broker.Username, broker.IsEncrypted));
        Assert.Equal(FakeSupervisor.Password, broker.Password?.Reveal());
        Assert.Equal(["GET /services/mqtt"], supervisor.Requests);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task Supervisor_that_still_starts_is_asked_again()
    {
        await using var supervisor = new FakeSupervisor(null, (503, ""), (503, ""), (502, "<html>"), (200, "half an ans"), FakeSupervisor.NotEnabled);
        Assert.Equal("core-mosquitto", (await Ask(supervisor.Address)).Host);
        Assert.Equal(6, supervisor.Requests.Count);
        // Each reason is told when it changes, not at each attempt.
        Assert.Equal(4, _told.Count);
        Assert.Contains("503", _told[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervisor_that_does_not_listen_yet_is_asked_again()
    {
        var port = FreePort.Take();
        FakeSupervisor? supervisor = null;
        try
        {
            // The first refusal starts it: no timing decides.
            var broker = await Ask(new Uri($"http://127.0.0.1:{port}/"), _ => supervisor ??= new FakeSupervisor(port));
            Assert.Equal("core-mosquitto", broker.Host);
            Assert.Contains("cannot be reached", _told[0], StringComparison.Ordinal);
        }
        finally
        {
            await (supervisor?.DisposeAsync() ?? default);
        }
    }

    [Fact]
    public async Task Without_an_MQTT_service_the_cure_is_named_and_nothing_waits_for_ever()
    {
        await using var supervisor = new FakeSupervisor(null, [.. Enumerable.Repeat(FakeSupervisor.NotEnabled, 10_000)]);
        var clock = new FakeTimeProvider();
        // The patience ends while the second attempt is waited for, on a clock that nothing else moves.
        var fault = await Assert.ThrowsAsync<SupervisorException>(() => Ask(supervisor.Address, _ => clock.Advance(Patience.Total), time: clock));
        Assert.Contains("install the app Mosquitto broker", fault.Message, StringComparison.Ordinal);
        Assert.Contains("`mqtt` in the options", fault.Message, StringComparison.Ordinal);
        Assert.Single(_told);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Refused_app_does_not_ask_again(int status)
    {
        await using var supervisor = new FakeSupervisor(null, (status, ""));
        var fault = await Assert.ThrowsAsync<SupervisorException>(() => Ask(supervisor.Address));
        Assert.Contains("mqtt:want", fault.Message, StringComparison.Ordinal);
        Assert.Single(supervisor.Requests);
    }

    [Fact]
    public async Task Wrong_token_is_refused_and_never_shown()
    {
        await using var supervisor = new FakeSupervisor(null);
        var fault = await Assert.ThrowsAsync<SupervisorException>(() => Ask(supervisor.Address, token: "wrong-token-0815"));
        Assert.DoesNotContain("wrong-token-0815", fault + string.Join('\n', _told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"result":"ok"}""")]
    [InlineData("""{"result":"ok","data":{"host":"","port":1883}}""")]
    [InlineData("""{"result":"ok","data":{"host":"h","port":0}}""")]
    [InlineData("""{"result":"ok","data":{"host":"h","port":"many"}}""")]
    [InlineData("""{"result":"error","data":{"host":"h","port":1}}""")]
    public void Answer_without_a_broker_is_none(string json) => Assert.Null(ServiceAnswer.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    [Fact]
    public async Task Asking_stops_with_the_program()
    {
        using var stop = new CancellationTokenSource();
        await using var supervisor = new FakeSupervisor(null, [.. Enumerable.Repeat(FakeSupervisor.NotEnabled, 10_000)]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ask(supervisor.Address, _ => stop.Cancel(), stopping: stop.Token));
    }

    private Task<MqttService> Ask(
        Uri address, Action<string>? told = null, string token = FakeSupervisor.Token, TimeProvider? time = null, CancellationToken stopping = default) =>
        new SupervisorClient(address, new Secret(token), Patience, time ?? TimeProvider.System).MqttServiceAsync(
            reason =>
            {
                _told.Add(reason);
                told?.Invoke(reason);
            },
            stopping);
}
