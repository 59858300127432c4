using System.Net;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Where the embedded broker listens and whom it lets in.</summary>
public sealed record EmbeddedBrokerOptions
{
    /// <summary>Address to listen on; any but a loopback address demands <see cref="Users"/>. Default 127.0.0.1.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>TCP port. Default 1883.</summary>
    public int Port { get; init; } = 1883;

    /// <summary>Passwords by user; empty lets anybody on this machine in.</summary>
    public IReadOnlyDictionary<string, string> Users { get; init; } = new Dictionary<string, string>();

    /// <summary>What is wrong with these options and how to cure it; null when they can be used.</summary>
    public string? Problem
    {
        get
        {
            if (!IPAddress.IsLoopback(Address) && Users.Count == 0)
            {
                return $"The embedded broker on {Address} can be reached by other machines and needs users with passwords; "
                    + "name some, or let it listen on 127.0.0.1.";
            }

            return Users.Any(user => user.Key.Length == 0 || user.Value.Length == 0)
                ? "A user of the embedded broker has no name or no password."
                : Port is < 1 or > 65535 ? $"{Port} is no TCP port (1 to 65535)." : null;
        }
    }
}
