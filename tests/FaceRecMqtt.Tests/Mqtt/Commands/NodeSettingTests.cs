using System.Text;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Logging.Testing;

namespace FaceRecMqtt.Tests.Mqtt.Commands;

public sealed class NodeSettingTests
{
    private const string Old = """{"enroll_name":"Anna"}""";
    private static readonly NodeTopics Topics = new("facerec", "edge");

    private readonly Outbox _outbox = new(100, TimeProvider.System);
    private readonly List<string> _applied = [];
    private readonly FakeLogger<NodeSettingIntake> _log = new();
    private readonly NodePublisher _publisher;
    private NodeSettingIntake _intake;
    private Func<NodeSettingChange, NodeSettings?> _apply;

    public NodeSettingTests()
    {
        _apply = change => new NodeSettings(change.EnrollName);
        _publisher = new NodePublisher(new MqttOptions { Node = "edge", NodeId = "7f3a" }, Topics, _outbox, TimeProvider.System);
        _publisher.Settings(new NodeSettings("Anna"));
        _outbox.Drain();
        _intake = Intake(isAllowed: true);
    }

    [Theory]
    [InlineData("Bea", """{"enroll_name":"Bea"}""")]
    [InlineData(" Zoë ß\n", """{"enroll_name":"Zoë ß"}""")]
    [InlineData("", """{"enroll_name":""}""")]
    public void A_name_is_applied_where_it_is_received_and_the_settings_in_force_are_said(string value, string said)
    {
        Send("set/enroll_name", value);
        Assert.Equal([value.Trim()], _applied);
        Assert.Equal([said], Said());
        Assert.DoesNotContain(_log.Collector.GetSnapshot(), line => value.Length > 0 && line.Message.Contains(value.Trim(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_name_has_the_old_one_said_again()
    {
        _apply = _ => null;
        Send("set/enroll_name", "unknown");
        Assert.Equal([Old], Said());
    }

    [Fact]
    public void Too_long_values_broken_text_other_keys_and_faults_change_nothing_and_have_the_old_name_said_again()
    {
        Send("set/enroll_name", new string('x', 513));
        Assert.Equal([Old], Said());
        _intake.Receive(new IncomingMessage("facerec/edge/set/enroll_name", [0xC3], 1, false));
        Assert.Equal([Old], Said());
        _intake.Receive(new IncomingMessage("facerec/edge/set/enroll_name", [], 20_000_000, false));
        Assert.Equal([Old], Said());
        Send("set/colour", "red");
        Assert.Equal([Old], Said());
        Assert.Empty(_applied);
        _apply = _ => throw new InvalidOperationException("disk full");
        Send("set/enroll_name", "Bea");
        Assert.Equal([Old], Said());
    }

    [Theory]
    [InlineData("set/enroll_name", true)]
    [InlineData("set/enroll_name/x", false)]
    [InlineData("settings", false)]
    [InlineData("camera/set/set/enroll_name", false)]
    public void Retained_values_and_other_topics_change_and_say_nothing(string topic, bool retained)
    {
        Send(topic, "Bea", retained);
        Assert.Empty(_applied);
        Assert.Empty(Said());
    }

    [Fact]
    public void Where_nobody_may_be_enrolled_the_old_name_is_said_again()
    {
        _intake = Intake(isAllowed: false);
        Send("set/enroll_name", "Bea");
        Assert.Empty(_applied);
        Assert.Equal([Old], Said());
    }

    private NodeSettingIntake Intake(bool isAllowed) => new(Topics, _publisher, _outbox, isAllowed, Apply, _log);

    private void Send(string topic, string value, bool retained = false)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        _intake.Receive(new IncomingMessage($"facerec/edge/{topic}", bytes, bytes.Length, retained));
    }

    private IEnumerable<string> Said() => _outbox.Drain().Where(message => message.Topic == Topics.Settings).Select(message => message.Text());

    private NodeSettings? Apply(NodeSettingChange change)
    {
        var settings = _apply(change);
        if (settings is not null)
        {
            _applied.Add(change.EnrollName);
        }

        return settings;
    }
}
