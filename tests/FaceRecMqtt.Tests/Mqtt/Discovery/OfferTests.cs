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
    private const string Camera = "enabled min_similarity";
    private const string Enrolment = "enroll enroll_name enroll_notify enroll_step";

    [Fact]
    public void Every_command_that_exists_is_offered_and_no_other() => Assert.Equal($"enabled {Enrolment} learn min_similarity restart", Offered(new CommandPermissions()));

    [Fact]
    public void Without_the_permission_to_enroll_nothing_of_enrolment_is_offered() => Assert.Equal($"{Camera} restart", Offered(new CommandPermissions { Enroll = false }));

    [Fact]
    public void Only_commands_that_may_be_called_are_offered() => Assert.Equal("restart", Offered(new CommandPermissions { Allow = ["restart", "backend"] }));

    [Fact]
    public void Settings_of_cameras_are_offered_with_the_command_that_changes_them() => Assert.Equal(Camera, Offered(new CommandPermissions { Allow = ["camera"] }));

    [Fact]
    public void Who_may_learn_may_say_whom() => Assert.Equal("enroll_name enroll_step learn", Offered(new CommandPermissions { Allow = ["learn"] }));

    [Fact]
    public void Where_nothing_may_be_commanded_nothing_is_offered() => Assert.Equal("", Offered(new CommandPermissions { Allow = [] }));

    private static string Offered(CommandPermissions permissions)
    {
        var outbox = new Outbox(10, TimeProvider.System);
        var node = new MqttNode(
            new MqttOptions { Node = "edge", NodeId = "7f3a", Host = "127.0.0.1", Commands = permissions },
            outbox,
            new CommandTable([Command("camera", CommandGroup.General), Command("enroll", CommandGroup.Enroll), Command("learn", CommandGroup.Enroll), Command("restart", CommandGroup.Restart)]),
            (_, _) => Task.FromResult<CameraSettings?>(null),
            _ => null,
            TimeProvider.System,
            NullLoggerFactory.Instance);
        node.Devices.Describe(["cpu"], Announcer.Cameras("front"));
        // Whatever Home Assistant can send something with has a topic for it; the steps of enrolment are shown only where one can enroll.
        return string.Join(' ', outbox.Drain().Where(message => message.Topic.EndsWith("/config", StringComparison.Ordinal))
            .SelectMany(message => JsonNode.Parse(message.Payload.Span)!["components"]!.AsObject())
            .Where(component => component.Value!["command_topic"] is not null || (component.Key == "enroll_step" && component.Value["state_topic"] is not null))
            .Select(component => component.Key).Order(StringComparer.Ordinal));
    }

    private static CommandDefinition Command(string name, CommandGroup group) =>
        new(name, "For the test.", (_, _) => Task.FromResult(CommandReply.Ok([]))) { Group = group };
}
