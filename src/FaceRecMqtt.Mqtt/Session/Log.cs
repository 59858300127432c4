using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Log lines of the connection: 3000–3029. Highest id in use: 3013.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Connected to the broker {Endpoint} as {ClientId} (MQTT {Version})")]
    public static partial void Connected(ILogger logger, string endpoint, string clientId, string version);

    [LoggerMessage(3001, LogLevel.Warning, "{Problem} Trying again until it works.")]
    public static partial void NotConnected(ILogger logger, string problem);

    [LoggerMessage(3002, LogLevel.Debug, "{Problem} Next try in {Pause}.")]
    public static partial void StillNotConnected(ILogger logger, string problem, TimeSpan pause);

    [LoggerMessage(3003, LogLevel.Warning, "The connection to the broker {Endpoint} was lost ({Reason}); messages wait, connecting again.")]
    public static partial void Lost(ILogger logger, string endpoint, string reason);

    [LoggerMessage(3004, LogLevel.Warning, "The broker {Endpoint} keeps no retained messages: whoever connects later sees no state. Allow them in the broker.")]
    public static partial void NoRetain(ILogger logger, string endpoint);

    [LoggerMessage(3005, LogLevel.Warning, "The broker takes messages up to {Limit} bytes; one of {Length} bytes for {Topic} was left out. Raise the broker's limit.")]
    public static partial void TooLargeForBroker(ILogger logger, long limit, long length, string topic);

    [LoggerMessage(3006, LogLevel.Warning, "The broker refused a message for {Topic} ({Reason}); check what the user may publish.")]
    public static partial void Refused(ILogger logger, string topic, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "The broker refused the subscription to {Filter} ({Reason}); check what the user may read.")]
    public static partial void SubscriptionRefused(ILogger logger, string filter, string reason);

    [LoggerMessage(3008, LogLevel.Information, "The broker does not speak MQTT 5; using MQTT 3.1.1.")]
    public static partial void OldProtocol(ILogger logger);

    [LoggerMessage(3009, LogLevel.Information, "Embedded broker listens on {Address}:{Port}")]
    public static partial void EmbeddedStarted(ILogger logger, System.Net.IPAddress address, int port);

    [LoggerMessage(3010, LogLevel.Warning, "The embedded broker refused {ClientId} from {Endpoint}: wrong user or password.")]
    public static partial void EmbeddedRefused(ILogger logger, string clientId, string endpoint);

    [LoggerMessage(3011, LogLevel.Error, "Handling a message of {Topic} failed.")]
    public static partial void DeliveryFailed(ILogger logger, string topic, Exception fault);

    [LoggerMessage(3013, LogLevel.Warning, "The broker ended the connection each time at a message for {Topic}, which was left out; check what the user may publish.")]
    public static partial void GivenUp(ILogger logger, string topic);

    [LoggerMessage(3012, LogLevel.Debug, "Leaving the broker: {Reason}")]
    public static partial void LeavingFailed(ILogger logger, string reason);
}
