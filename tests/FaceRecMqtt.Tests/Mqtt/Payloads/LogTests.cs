using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Payloads;

#pragma warning disable CA1848, CA2254
public sealed class LogTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Outbox _outbox;
    private readonly MqttLogProvider _provider;

    public LogTests()
    {
        _outbox = new Outbox(100, _time);
        _provider = new MqttLogProvider(new NodeTopics("facerec", "edge"), _outbox, _time);
    }

    public void Dispose() => _provider.Dispose();

    [Fact]
    public void Only_warnings_and_errors_are_said()
    {
        var logger = _provider.CreateLogger("Video");
        foreach (var level in Enum.GetValues<LogLevel>())
        {
            logger.Log(level, $"line {level}");
        }

        Assert.Equal(["warning", "error", "error"], Said().Select(line => line["level"]!.GetValue<string>()));
    }

    [Fact]
    public void A_repeated_line_is_said_once_a_minute_with_its_count()
    {
        var logger = _provider.CreateLogger("Video");
        for (var second = 0; second < 61; second++)
        {
            logger.LogWarning("again");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        logger.LogWarning("other");
        Assert.Equal(["again", "again (repeated 59 times)", "other"], Said().Select(line => line["message"]!.GetValue<string>()));
    }

    [Fact]
    public void The_same_line_of_another_source_is_another_line()
    {
        _provider.CreateLogger("A").LogWarning("line");
        _provider.CreateLogger("B").LogWarning("line");
        Assert.Equal(["A", "B"], Said().Select(line => line["source"]!.GetValue<string>()));
    }

    [Fact]
    public void Folding_goes_on_when_the_wall_clock_is_set_back()
    {
        var folder = new LineFolder(new SetBackClock(_time));
        Assert.NotNull(folder.Fold("A", "line"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(folder.Fold("A", "line"));
    }

    [Fact]
    public void What_the_connection_says_of_itself_is_left_out()
    {
        _provider.CreateLogger("FaceRecMqtt.Mqtt.Session.BrokerSession").LogError("not connected");
        Assert.Empty(Said());
    }

    [Fact]
    public void A_long_line_is_cut_and_a_flood_is_bounded()
    {
        var logger = _provider.CreateLogger("Video");
        logger.LogError($"{new string('x', 1999)}\ud83d\ude00{new string('y', 5000)}");
        Assert.InRange(Said().Single()["message"]!.GetValue<string>().Length, 1999, 2002);
        for (var line = 0; line < 10_000; line++)
        {
            logger.LogWarning($"line {line}");
        }

        Assert.Equal(64, Said().Count);
        Assert.Equal(10_000 - 64, _outbox.Counts.DroppedOther);
    }

    private List<JsonObject> Said()
    {
        var messages = _outbox.Drain();
        Assert.All(messages, message => Assert.Equal(("facerec/edge/log", false), (message.Topic, message.Retain)));
        return [.. messages.Select(message => JsonNode.Parse(message.Payload.Span)!.AsObject())];
    }
}
#pragma warning restore CA1848, CA2254
