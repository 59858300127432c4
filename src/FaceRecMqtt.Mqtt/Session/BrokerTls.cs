using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Whether the certificate a broker shows is to be trusted: for the node and for whoever looks whether the node would get through.</summary>
public static class BrokerTls
{
    /// <summary>Extended key usage: a certificate for servers (RFC 5280, 4.2.1.12).</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>What judges a broker's certificate.</summary>
    /// <param name="tls">Whom to trust.</param>
    /// <exception cref="ConnectException">The file of authorities cannot be used.</exception>
    public static Func<MqttClientCertificateValidationEventArgs, bool> Validation(MqttTlsOptions tls)
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
            throw new ConnectException($"mqtt.tls.ca_file '{file}' cannot be read ({fault.Message}).", fault);
        }

        return authorities.Count > 0 ? authorities : throw new ConnectException($"mqtt.tls.ca_file '{file}' holds no certificate in PEM form.");
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
