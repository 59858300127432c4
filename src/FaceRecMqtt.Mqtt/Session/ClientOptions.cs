using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Our options in the client's words.</summary>
internal static class ClientOptions
{
    /// <summary>Commands over the limit must still arrive to be answered, but not whatever size somebody sends.</summary>
    private const int HeadroomOverLimit = 4;

    public static MqttClientOptions Build(MqttOptions options, string host, int port, string willTopic, MqttProtocolVersion version, bool retainedWill)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithTcpServer(host, port)
            .WithProtocolVersion(version)
            .WithClientId(options.ClientId)
            .WithCleanStart()
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.Timeout)
            .WithWillTopic(willTopic)
            .WithWillPayload("offline")
            .WithWillRetain(retainedWill)
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (version == MqttProtocolVersion.V500)
        {
            builder.WithMaximumPacketSize((uint)Math.Min(options.MaxPayload * (long)HeadroomOverLimit, 268_435_455));
        }

        if (options.User is not null)
        {
            builder.WithCredentials(options.User, options.Password ?? "");
        }

        if (options.Tls is { } tls)
        {
            builder.WithTlsOptions(to => to.UseTls().WithTargetHost(host).WithCertificateValidationHandler(BrokerTls.Validation(tls)));
        }

        var built = builder.Build();
        // The broker's limits are looked at by us, where they can be reported.
        built.ValidateFeatures = false;
        return built;
    }
}
