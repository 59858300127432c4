using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Turns what a client throws, or a broker answers, into one sentence with the cure.</summary>
internal static class FaultText
{
    public static ConnectFault Of(Exception fault, MqttOptions options, string endpoint) => Innermost(fault) switch
    {
        ConnectFault known => known,
        AuthenticationException tls => new ConnectFault(
            $"TLS to {endpoint} was refused ({tls.Message}); check mqtt.tls.ca_file and the host name in the broker's certificate.", fault),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new ConnectFault(
            $"The name of the broker {endpoint} cannot be resolved; check mqtt.host.", fault),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new ConnectFault(
            $"Nothing listens at {endpoint}; check mqtt.host and mqtt.port and that the broker runs.", fault),
        SocketException socket => new ConnectFault($"The broker {endpoint} cannot be reached ({socket.SocketErrorCode}).", fault),
        OperationCanceledException or TimeoutException => new ConnectFault(
            $"The broker {endpoint} did not answer within {options.Timeout.TotalSeconds:0.#} s.", fault),
        var other => new ConnectFault(
            $"No MQTT connection to {endpoint} ({other.Message.TrimEnd('.')}); is it a broker{(options.Tls is null ? ", and without TLS" : "")}?", fault),
    };

    public static ConnectFault Of(MqttClientConnectResult refusal, MqttOptions options, string endpoint) => refusal.ResultCode switch
    {
        MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized => new ConnectFault(
            $"The broker {endpoint} refused {(options.User is { } user ? $"the user '{user}'" : "an anonymous connection")}; "
            + "check mqtt.username and mqtt.password_file."),
        MqttClientConnectResultCode.ClientIdentifierNotValid => new ConnectFault(
            $"The broker {endpoint} refused the client id '{options.ClientId}'; allow it there."),
        var code => new ConnectFault(
            $"The broker {endpoint} refused the connection ({code}{(string.IsNullOrEmpty(refusal.ReasonString) ? "" : $": {refusal.ReasonString}")})."),
    };

    private static Exception Innermost(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (at is ConnectFault or AuthenticationException or SocketException || (at is OperationCanceledException && at.InnerException is null))
            {
                return at;
            }
        }

        return fault;
    }
}
