using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace FaceRecMqtt.Tests.Node.CommandLine;

/// <summary>A broker in this process with a node that answers as it is told.</summary>
internal sealed class ScriptedNode : IAsyncDisposable
{
    private readonly MqttServer _server;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly string _root;

    private ScriptedNode(MqttServer server, int port, string root) => (_server, Port, _root) = (server, port, root);

    public int Port { get; }

    /// <summary>Commands as they came: what follows <c>command/</c>, and the payload.</summary>
    public ConcurrentQueue<(string Command, byte[] Payload)> Received { get; } = [];

    public static async Task<ScriptedNode> StartAsync(
        Func<string, string, IEnumerable<string>> answers, string name = "edge", string state = "online", (string User, string Password)? login = null)
    {
        var (server, port) = await StartServerAsync(login);
        var node = new ScriptedNode(server, port, $"facerec/{name}");
        await node.ConnectAsync(answers, login);
        await node.PublishAsync("state", state, retain: true);
        return node;
    }

    public Task PublishAsync(string topic, string payload, bool retain = false) => PublishAtAsync($"{_root}/{topic}", payload, retain);

    public Task PublishAtAsync(string topic, string payload, bool retain = false) => _client.PublishAsync(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());

    /// <summary>Arguments that lead to this broker and no configuration of this machine.</summary>
    public string[] Args(params string[] args) => [.. Anywhere(args), "--node", "edge"];

    /// <summary>The same without naming the node.</summary>
    public string[] Anywhere(params string[] args) => [.. args, "--host", "127.0.0.1", "--port", $"{Port}"];

    /// <summary>Resolves when somebody subscribes to a filter that ends so.</summary>
    public Task SubscribedAsync(string end) => SubscribedAsync(_server, end);

    /// <inheritdoc cref="SubscribedAsync(string)"/>
    public static Task SubscribedAsync(MqttServer server, string end)
    {
        var seen = new TaskCompletionSource();
        server.ClientSubscribedTopicAsync += subscribed =>
        {
            if (subscribed.TopicFilter.Topic.EndsWith(end, StringComparison.Ordinal))
            {
                seen.TrySetResult();
            }

            return Task.CompletedTask;
        };
        return seen.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync();
        _client.Dispose();
        await _server.StopAsync();
        _server.Dispose();
    }

    /// <summary>A broker alone, on a free port of this machine.</summary>
    public static async Task<(MqttServer Server, int Port)> StartServerAsync((string User, string Password)? login = null)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback).WithDefaultEndpointPort(port)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None).Build());
        server.ValidatingConnectionAsync += asked =>
        {
            if (login is { } needed && (asked.UserName, asked.Password) != needed)
            {
                asked.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            }

            return Task.CompletedTask;
        };
        await server.StartAsync();
        return (server, port);
    }

    private async Task ConnectAsync(Func<string, string, IEnumerable<string>> answers, (string User, string Password)? login)
    {
        _client.ApplicationMessageReceivedAsync += async received =>
        {
            var message = received.ApplicationMessage;
            var command = message.Topic[(_root.Length + "/command/".Length)..];
            Received.Enqueue((command, System.Buffers.BuffersExtensions.ToArray(message.Payload)));
            foreach (var answer in answers(command, message.ConvertPayloadToString() ?? ""))
            {
                await _client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(message.ResponseTopic).WithPayload(answer)
                    .WithCorrelationData(message.CorrelationData).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
            }
        };
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Port).WithProtocolVersion(MQTTnet.Formatter.MqttProtocolVersion.V500);
        if (login is { } known)
        {
            options.WithCredentials(known.User, known.Password);
        }

        await _client.ConnectAsync(options.Build());
        await _client.SubscribeAsync($"{_root}/command/#", MqttQualityOfServiceLevel.AtLeastOnce);
    }
}
