using System.Text;
using FaceRecMqtt.Mqtt.Discovery;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

public sealed class BirthTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Outbox _outbox;

    public BirthTests()
    {
        _outbox = new Outbox(10, _time);
        _outbox.Post(new OutgoingMessage("t", "v"u8.ToArray(), MessageKind.State));
        _outbox.Drain();
    }

    [Theory]
    [InlineData("homeassistant/status", "online", "homeassistant/status", "online", true)]
    [InlineData("homeassistant/status", "online", "homeassistant/status", " ONLINE\n", true)]
    [InlineData("homeassistant/status", "online", "homeassistant/status", "offline", false)]
    [InlineData("homeassistant/status", "online", "homeassistant/Status", "online", false)]
    [InlineData("ha/birth", "Hello", "ha/birth", "hello", true)]
    [InlineData("ha/birth", "Hello", "homeassistant/status", "hello", false)]
    public async Task A_birth_has_everything_said_again(string topic, string payload, string sentTo, string sent, bool isBirth)
    {
        var options = new MqttOptions { Node = "edge", NodeId = "7f3a", BirthTopic = topic, BirthPayload = payload };
        Assert.Equal(isBirth ? 1 : 0, await ResendsAsync(options, Message(sentTo, sent)));
    }

    [Fact]
    public async Task Births_within_the_pause_are_one() =>
        Assert.Equal(1, await ResendsAsync(Options, Message(), Message(), Message()));

    [Fact]
    public async Task A_retained_birth_is_from_before_the_connect() =>
        Assert.Equal(0, await ResendsAsync(Options, Message() with { Retained = true }));

    [Fact]
    public async Task The_pause_is_random_between_one_and_five_seconds()
    {
        var pauses = new List<int>();
        for (var seed = 0; seed < 30; seed++)
        {
            var time = new FakeTimeProvider();
            var outbox = new Outbox(10, time);
            outbox.Post(new OutgoingMessage("t", "v"u8.ToArray(), MessageKind.State));
            outbox.Drain();
            var birth = new BirthListener(Options, outbox, time, new Random(seed));
            birth.Receive(Message());
            using var stopping = new CancellationTokenSource();
            SynchronizationContext.SetSynchronizationContext(null);
            var running = birth.RunAsync(stopping.Token);
            var pause = 0;
            for (; outbox.Counts.States == 0 && pause < 6000; pause += 100)
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
            }

            pauses.Add(pause);
            await stopping.CancelAsync();
            await running;
        }

        Assert.All(pauses, pause => Assert.InRange(pause, 1000, 5100));
        Assert.InRange(pauses.Distinct().Count(), 5, 30);
    }

    private static MqttOptions Options { get; } = new() { Node = "edge", NodeId = "7f3a" };

    private async Task<int> ResendsAsync(MqttOptions options, params IncomingMessage[] messages)
    {
        using var stopping = new CancellationTokenSource();
        var birth = new BirthListener(options, _outbox, _time, new Random(1));
        birth.Receive(messages[0]);
        // Without a context whatever waits for the clock goes on within Advance.
        SynchronizationContext.SetSynchronizationContext(null);
        var running = birth.RunAsync(stopping.Token);
        foreach (var message in messages[1..])
        {
            birth.Receive(message);
        }

        var resends = 0;
        for (var second = 0; second < 15; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            resends += _outbox.Drain().Count;
        }

        await stopping.CancelAsync();
        await running;
        return resends + _outbox.Drain().Count;
    }

    private static IncomingMessage Message(string topic = "homeassistant/status", string payload = "online") =>
        new(topic, Encoding.UTF8.GetBytes(payload), payload.Length, Retained: false);
}
