using System.Net;
using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>What must hold within <c>mqtt</c>.</summary>
internal static class MqttRules
{
    /// <summary>Checks the section and reads its password files.</summary>
    public static MqttSection Apply(MqttSection mqtt, Findings findings, PasswordFiles passwords, ConfigurationSources surroundings)
    {
        if (mqtt.Host is { } host && host.AsSpan().IndexOfAny("/: \t@") >= 0 && !IPAddress.TryParse(host, out _))
        {
            findings.Report("mqtt.host", "this is more than a host name", "write the name or address alone; mqtt.port, mqtt.username and mqtt.tls have keys of their own");
        }

        CheckTopic("mqtt.base_topic", mqtt.BaseTopic, findings);
        CheckTopic("mqtt.discovery.prefix", mqtt.Discovery.Prefix, findings);
        CheckTopic("mqtt.discovery.birth_topic", mqtt.Discovery.BirthTopic, findings);
        var authority = mqtt.Tls.CaFile is null ? null : surroundings.Absolute(mqtt.Tls.CaFile);
        if (authority is not null && !File.Exists(authority))
        {
            findings.Report("mqtt.tls.ca_file", "there is no such file", "give the path of a PEM certificate");
        }

        if (!mqtt.Tls.Enabled && authority is not null)
        {
            findings.Report("mqtt.tls.ca_file", "tls is not enabled", "set mqtt.tls.enabled: true");
        }

        return mqtt with
        {
            Password = passwords.Read("mqtt", mqtt.Username, mqtt.Password, mqtt.PasswordFile),
            Tls = mqtt.Tls with { CaFile = authority },
            Embedded = CheckEmbedded(mqtt.Embedded, findings, passwords),
        };
    }

    private static MqttEmbeddedSection CheckEmbedded(MqttEmbeddedSection embedded, Findings findings, PasswordFiles passwords)
    {
        var password = passwords.Read("mqtt.embedded", embedded.Username, embedded.Password, embedded.PasswordFile);
        if (!IPAddress.TryParse(embedded.Address, out var address))
        {
            findings.Report("mqtt.embedded.address", $"`{Shown.Of(embedded.Address)}` is no IP address", "127.0.0.1 for this machine only, 0.0.0.0 for all networks");
        }
        else if (!IPAddress.IsLoopback(address) && (embedded.Username is null || (embedded.Password is null && embedded.PasswordFile is null)))
        {
            findings.Report("mqtt.embedded.address", "a broker that other machines can reach needs a login", "set mqtt.embedded.username and password_file, or address: 127.0.0.1");
        }

        return embedded with { Password = password };
    }

    private static void CheckTopic(string path, string topic, Findings findings)
    {
        if (topic.AsSpan().IndexOfAny("+#") >= 0 || topic.Split('/').Any(level => level.Length == 0))
        {
            findings.Report(path, $"`{Shown.Of(topic)}` is no topic", "use words separated by /, without + and #, no / at either end");
        }
    }
}
