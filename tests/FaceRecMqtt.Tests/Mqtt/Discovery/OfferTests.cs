using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Mqtt.Discovery;

/// <summary>Home Assistant is offered what there is and what the configuration allows.</summary>
public sealed class OfferTests
{
    private const string Enrolment = "enroll enroll_name enroll_notify enroll_step";

    [Fact]
    public void Every_command_that_exists_is_offered_and_no_other() => Assert.Equal($"{Enrolment} restart", Offered(new CommandPermissions()));

    [Fact]
    public void Without_the_permission_to_enroll_nothing_of_enrolment_is_offered() => Assert.Equal("restart", Offered(new CommandPermissions { Enroll = false }));

    [Fact]
    public void Only_commands_that_may_be_called_are_offered() => Assert.Equal("restart", Offered(new CommandPermissions { Allow = ["restart", "backend"] }));

    [Fact]
    public void Where_nothing_may_be_commanded_nothing_is_offered() => Assert.Equal("", Offered(new CommandPermissions { Allow = [] }));

    private static string Offered(CommandPermissions permissions)
    {
        var outbox = new Outbox(10, TimeProvider.System);
        var node = new MqttNode(
            new MqttOptions { Node = "edge", NodeId = "7f3a", Host = "127.0.0.1", Commands = permissions },
            outbox,
            new CommandTable([Command("enroll", CommandGroup.Enroll), Command("restart", CommandGroup.Restart)]),
            (_, _) => Task.FromResult<CameraSettings?>(null),
            _ => null,
            TimeProvider.System,
            NullLoggerFactory.Instance);
        node.Devices.Describe(["cpu"], []);
        var config = outbox.Drain().Single(message => message.Topic.EndsWith("/config", StringComparison.Ordinal));
        return string.Join(' ', JsonNode.Parse(config.Payload.Span)!["components"]!.AsObject()
            .Where(component => component.Key.StartsWith("enroll", StringComparison.Ordinal) || component.Key is "restart" or "backend" or "policy")
            .Where(component => component.Value!.AsObject().Count > 1).Select(component => component.Key).Order(StringComparer.Ordinal));
    }

    private static CommandDefinition Command(string name, CommandGroup group) =>
        new(name, "For the test.", (_, _) => Task.FromResult(CommandReply.Ok([]))) { Group = group };
}
