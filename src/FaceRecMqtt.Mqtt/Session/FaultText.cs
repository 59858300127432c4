using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Turns what a client throws, or a broker answers, into one sentence with the cure.</summary>
internal static class FaultText
{
    public static ConnectException Of(Exception fault, MqttOptions options, string endpoint) => Innermost(fault) switch
    {
        ConnectException known => known,
        AuthenticationException tls => new ConnectException(
            $"TLS to {endpoint} was refused ({tls.Message}); check mqtt.tls.ca_file and the host name in the broker's certificate.", fault),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new ConnectException(
            $"The name of the broker {endpoint} cannot be resolved; check mqtt.host.", fault),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new ConnectException(
            $"Nothing listens at {endpoint}; check mqtt.host and mqtt.port and that the broker runs.", fault),
        SocketException socket => new ConnectException($"The broker {endpoint} cannot be reached ({socket.SocketErrorCode}).", fault),
        OperationCanceledException or TimeoutException => new ConnectException(
            $"The broker {endpoint} did not answer within {options.Timeout.TotalSeconds:0.#} s.", fault),
        var other => new ConnectException(
            $"No MQTT connection to {endpoint} ({other.Message.TrimEnd('.')}); is it a broker{(options.Tls is null ? ", and without TLS" : "")}?", fault),
    };

    public static ConnectException Of(MqttClientConnectResult refusal, MqttOptions options, string endpoint) => refusal.ResultCode switch
    {
        MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized => new ConnectException(
            $"The broker {endpoint} refused {(options.User is { } user ? $"the user '{user}'" : "an anonymous connection")}; "
            + "check mqtt.username and mqtt.password_file."),
        MqttClientConnectResultCode.ClientIdentifierNotValid => new ConnectException(
            $"The broker {endpoint} refused the client id '{options.ClientId}'; allow it there."),
        var code => new ConnectException(
            $"The broker {endpoint} refused the connection ({code}{(string.IsNullOrEmpty(refusal.ReasonString) ? "" : $": {refusal.ReasonString}")})."),
    };

    private static Exception Innermost(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (at is ConnectException or AuthenticationException or SocketException || (at is OperationCanceledException && at.InnerException is null))
            {
                return at;
            }
        }

        return fault;
    }
}
