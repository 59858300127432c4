using System.Net;
using System.Net.Sockets;
using FaceRecMqtt.Node.CommandLine;
using FaceRecMqtt.Node.CommandLine.Remote;
using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether the broker lets this node in; for the embedded broker, whether its port is free or already serves.</summary>
internal static class BrokerCheck
{
    /// <summary>Connects as the node would.</summary>
    public static async Task<Finding> LookAsync(NodeConfiguration configuration, CancellationToken stopping)
    {
        var address = BrokerAddress.Of(configuration);
        if (configuration.Mqtt.Host is null && IsFree(configuration))
        {
            return Finding.Ok("broker", $"embedded, will listen on {configuration.Mqtt.Embedded.Address}:{configuration.Mqtt.Embedded.Port}");
        }

        try
        {
            await using var link = new BrokerLink(address);
            await link.ConnectAsync(stopping);
            await link.SubscribeAsync($"{address.BaseTopic}/#", stopping);
            return configuration.Mqtt.Host is not null
                ? Finding.Ok("broker", $"{address} answers and lets this user in")
                : Finding.Warn("broker", $"something already serves at {address}: a running facerec, or another broker",
                    "if it is another broker, set mqtt.host to use it, or give mqtt.embedded.port another number");
        }
        catch (CommandFailed failure)
        {
            return Finding.Fail("broker", failure.Message, "see mqtt.host, mqtt.port, mqtt.username, mqtt.tls");
        }
    }

    private static bool IsFree(NodeConfiguration configuration)
    {
        var embedded = configuration.Mqtt.Embedded;
        using var probe = new TcpListener(IPAddress.Parse(embedded.Address), embedded.Port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
