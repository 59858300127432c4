using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Tests.Packaging.Support;
using FaceRecMqtt.Tests.Support;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using YamlDotNet.RepresentationModel;

namespace FaceRecMqtt.Tests.Packaging;

/// <summary>mosquitto with the files of compose.yaml.</summary>
public sealed class ComposeBrokerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Broker_lets_in_its_two_users_and_each_does_its_part_only()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/mosquitto"), "mosquitto is not installed (scripts/install-packages mosquitto).");
        using var folder = new TemporaryFolder();
        var passwords = folder.File("passwords");
        foreach (var user in (string[])["facerec", "homeassistant"])
        {
            await using var tool = ChildProcess.Start("mosquitto_passwd", "mosquitto_passwd", ["-b", .. File.Exists(passwords) ? [] : (string[])["-c"], passwords, user, "secret"]);
            await tool.ExitAsync(Patience);
        }

        var port = FreePort.Take();
        var configuration = RepositoryFiles.Read("packaging/compose/mosquitto.conf")
            .Replace("listener 1883", $"listener {port} 127.0.0.1", StringComparison.Ordinal)
            .Replace("/mosquitto/config/secrets/passwords", passwords, StringComparison.Ordinal)
            .Replace("/mosquitto/config/acl", Tests.Support.RepositoryRoot.Under("packaging", "compose", "acl"), StringComparison.Ordinal)
            .Replace("/mosquitto/data/", folder.Path + "/", StringComparison.Ordinal);
        // In the test it keeps root's rights, to read files that are the tester's own.
        File.WriteAllText(folder.File("mosquitto.conf"), configuration + "user root\n");
        await using var broker = ChildProcess.Start("mosquitto", "/usr/sbin/mosquitto", ["-c", folder.File("mosquitto.conf")]);
        await broker.LineWithAsync(" running", Patience);

        Assert.NotEqual(MqttClientConnectResultCode.Success, (await ConnectAsync(port, null)).Result);
        var (node, entered) = await ConnectAsync(port, "facerec");
        var (home, _) = await ConnectAsync(port, "homeassistant");
        using (node)
        using (home)
        {
            Assert.Equal(MqttClientConnectResultCode.Success, entered);
            Assert.True(await MayPublishAsync(node, "facerec/edge/state"));
            Assert.True(await MayPublishAsync(node, "homeassistant/device/x/config"));
            Assert.False(await MayPublishAsync(node, "zigbee2mqtt/lamp/set"));
            Assert.False(await MayPublishAsync(home, "facerec/edge/state"));
            Assert.True(await MayPublishAsync(home, "facerec/edge/command/ping"));
            Assert.True(await MayPublishAsync(home, "facerec/edge/set/enroll_name"));
            Assert.True(await MayPublishAsync(home, "facerec/edge/camera/front_door/set/enabled"));
            Assert.True(await MayPublishAsync(home, "homeassistant/status"));
        }
    }

    [Fact]
    public void Nothing_of_the_node_lies_in_what_the_broker_mounts()
    {
        // The broker's image takes all below /mosquitto for its own user at each start.
        var services = Yaml.Read("compose.yaml").Section("services");
        var secrets = Sources(services.Section("facerec")).Where(source => source.Contains("/secrets/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.DoesNotContain(Sources(services.Section("mosquitto")), source => (secret + "/").StartsWith(source.TrimEnd('/') + "/", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Sources(YamlNode service) => service.Items("volumes").Select(volume => volume.ToString().Split(':')[0]);

    private static async Task<(IMqttClient Client, MqttClientConnectResultCode Result)> ConnectAsync(int port, string? user)
    {
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MqttProtocolVersion.V500).WithTimeout(Patience);
        if (user is not null)
        {
            options.WithCredentials(user, "secret");
        }

        var client = new MqttClientFactory().CreateMqttClient();
        try
        {
            return (client, (await client.ConnectAsync(options.Build(), TestContext.Current.CancellationToken)).ResultCode);
        }
        catch (MqttCommunicationException)
        {
            return (client, MqttClientConnectResultCode.NotAuthorized);
        }
    }

    private static async Task<bool> MayPublishAsync(IMqttClient client, string topic)
    {
        var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload("x").WithQualityOfServiceLevel(MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce).Build();
        return (await client.PublishAsync(message, TestContext.Current.CancellationToken)).ReasonCode is MqttClientPublishReasonCode.Success or MqttClientPublishReasonCode.NoMatchingSubscribers;
    }
}
