using System.Net;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>The configuration in the words of Mqtt.</summary>
internal static class MqttMapping
{
    /// <summary>How the node reaches its broker and what it calls itself.</summary>
    public static MqttOptions ToMqttOptions(this NodeConfiguration configuration, NodeIdentity identity, string version)
    {
        var mqtt = configuration.Mqtt;
        return new MqttOptions
        {
            Node = configuration.Node.Name ?? identity.Name,
            NodeId = identity.Id,
            Version = version,
            Host = mqtt.Host,
            Port = mqtt.Port,
            User = mqtt.Username,
            Password = mqtt.Password?.Reveal(),
            Tls = mqtt.Tls.Enabled ? new MqttTlsOptions { CaFile = mqtt.Tls.CaFile, Verify = mqtt.Tls.Verify } : null,
            BaseTopic = mqtt.BaseTopic,
            DiscoveryPrefix = mqtt.Discovery.Enabled ? mqtt.Discovery.Prefix : null,
            BirthTopic = mqtt.Discovery.BirthTopic,
            BirthPayload = mqtt.Discovery.BirthPayload,
            KeepAlive = mqtt.KeepAlive,
            Timeout = mqtt.Timeout,
            OutboxLimit = mqtt.Outbox.Limit,
            MaxPayload = configuration.Commands.MaxPayload,
            Embedded = Embedded(mqtt.Embedded),
            Commands = Permissions(configuration.Commands),
        };
    }

    private static EmbeddedBrokerOptions Embedded(MqttEmbeddedSection section) => new()
    {
        Address = IPAddress.Parse(section.Address),
        Port = section.Port,
        Users = section is { Username: { } user, Password: { } password }
            ? new Dictionary<string, string> { [user] = password.Reveal() }
            : new Dictionary<string, string>(),
    };

    private static CommandPermissions Permissions(CommandsSection section) => new()
    {
        Allow = section.AllowedNames,
        Enroll = section.Enroll,
        Force = section.Force,
        Deletion = section.Delete,
        Backup = section.Backup,
        Restart = section.Restart,
        Burst = section.Burst,
        PerSecond = section.PerSecond,
    };
}
