using System.Net;
using FaceRecMqtt.Mqtt.Session;

namespace FaceRecMqtt.Tests.Mqtt.Session;

public sealed class OptionsTests
{
    [Fact]
    public void Nothing_that_is_printed_holds_a_password()
    {
        var options = new MqttOptions
        {
            Node = "edge",
            NodeId = "7f3a",
            Host = "broker",
            User = "facerec",
            Password = "s3cret",
            Tls = new MqttTlsOptions { CaFile = "/ca.pem" },
            Embedded = new EmbeddedBrokerOptions { Users = new Dictionary<string, string> { ["home"] = "s3cret" } },
        };
        Assert.DoesNotContain("s3cret", $"{options}{options.Embedded}{options.Tls}{options with { Host = null }}", StringComparison.Ordinal);
        Assert.Contains("broker:1883", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", false, null)]
    [InlineData("127.0.0.2", false, null)]
    [InlineData("::1", false, null)]
    [InlineData("0.0.0.0", false, "needs users with passwords")]
    [InlineData("::", false, "needs users with passwords")]
    [InlineData("192.168.1.2", false, "needs users with passwords")]
    [InlineData("0.0.0.0", true, null)]
    public void Any_address_but_the_loopback_demands_users(string address, bool hasUsers, string? problem)
    {
        var options = new EmbeddedBrokerOptions
        {
            Address = IPAddress.Parse(address),
            Users = hasUsers ? new Dictionary<string, string> { ["home"] = "pass" } : new Dictionary<string, string>(),
        };
        if (problem is null)
        {
            Assert.Null(options.Problem);
        }
        else
        {
            Assert.Contains(problem, options.Problem!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "p", 1883)]
    [InlineData("u", "", 1883)]
    [InlineData("u", "p", 0)]
    [InlineData("u", "p", 65536)]
    public void Users_without_name_or_password_and_ports_that_are_none_are_named(string user, string password, int port) =>
        Assert.NotNull(new EmbeddedBrokerOptions { Users = new Dictionary<string, string> { [user] = password }, Port = port }.Problem);
}
