using System.Text;
using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Changes the node's settings; the settings in force are published after each try, also after a refused one.</summary>
/// <remarks>A change is applied where it is received, so that a command sent right after it finds it done; nothing waits.</remarks>
/// <param name="topics">The node's topics.</param>
/// <param name="publisher">Says the settings in force.</param>
/// <param name="outbox">Says the old ones again.</param>
/// <param name="isAllowed">Whether people may be enrolled over MQTT; else every value is refused.</param>
/// <param name="apply">Applies a change and returns the settings in force; null when it is refused. Returns at once.</param>
/// <param name="logger">Log.</param>
internal sealed class NodeSettingIntake(
    NodeTopics topics, NodePublisher publisher, Outbox outbox, bool isAllowed, Func<NodeSettingChange, NodeSettings?> apply, ILogger<NodeSettingIntake> logger)
{
    private const string EnrollName = "enroll_name";

    // The longest name has 100 characters of 4 bytes; the rest is blanks around it.
    private const int LongestValue = 512;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Takes a message of <c>&lt;base&gt;/set/&lt;key&gt;</c>; never throws.</summary>
    public void Receive(IncomingMessage message)
    {
        if (message.Retained || topics.NodeSettingIn(message.Topic) is not { } key)
        {
            return;
        }

        if (isAllowed && key == EnrollName && Text(message) is { } name && Apply(new NodeSettingChange(name)) is { } settings)
        {
            publisher.Settings(settings);
            Log.NodeSettingChanged(logger, EnrollName, settings.EnrollName.Length == 0 ? "nobody" : "set");
        }
        else
        {
            Log.SettingRefused(logger, "the node", isAllowed ? "enroll_name is a name people can have, or empty" : "commands.allow has neither enroll nor learn");
            outbox.Resend(topics.Settings);
        }
    }

    // Empty is a value: nobody.
    private static string? Text(IncomingMessage message)
    {
        try
        {
            return message.TooLarge || message.Length > LongestValue ? null : Strict.GetString(message.Payload).Trim();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private NodeSettings? Apply(NodeSettingChange change)
    {
        try
        {
            return apply(change);
        }
        catch (Exception fault)
        {
            Log.NodeSettingFailed(logger, EnrollName, fault);
            return null;
        }
    }
}
