using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Our options in the client's words.</summary>
internal static class ClientOptions
{
    /// <summary>Commands over the limit must still arrive to be answered, but not whatever size somebody sends.</summary>
    private const int HeadroomOverLimit = 4;

    /// <summary>Extended key usage: a certificate for servers (RFC 5280, 4.2.1.12).</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

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
            builder.WithTlsOptions(to => to.UseTls().WithTargetHost(host).WithCertificateValidationHandler(Validation(tls)));
        }

        var built = builder.Build();
        // The broker's limits are looked at by us, where they can be reported.
        built.ValidateFeatures = false;
        return built;
    }

    private static Func<MqttClientCertificateValidationEventArgs, bool> Validation(MqttTlsOptions tls)
    {
        if (!tls.Verify)
        {
            return _ => true;
        }

        if (tls.CaFile is null)
        {
            return seen => seen.SslPolicyErrors == SslPolicyErrors.None;
        }

        var authorities = Authorities(tls.CaFile);
        return seen => (seen.SslPolicyErrors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
            && IsSignedBy(authorities, seen.Certificate, seen.Chain);
    }

    private static X509Certificate2Collection Authorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConnectFault($"mqtt.tls.ca_file '{file}' cannot be read ({fault.Message}).", fault);
        }

        return authorities.Count > 0 ? authorities : throw new ConnectFault($"mqtt.tls.ca_file '{file}' holds no certificate in PEM form.");
    }

    internal static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (sent is not null)
        {
            // What the broker sent along: the authority may have signed through others.
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        using var leaf = new X509Certificate2(certificate);
        return chain.Build(leaf);
    }
}
