using System.Text.Json;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Looks at a connect whether another node already publishes under our name: its retained <c>info</c> has another node id.</summary>
internal sealed class OwnerCheck(MqttOptions options, NodeTopics topics, TimeProvider time)
{
    private TaskCompletionSource<IncomingMessage>? _waiting;

    /// <summary>Offered every message; takes the one it waits for.</summary>
    public void Deliver(IncomingMessage message)
    {
        if (message.Topic == topics.Info)
        {
            _waiting?.TrySetResult(message);
        }
    }

    /// <exception cref="ConnectException">The name belongs to another node.</exception>
    public async Task RunAsync(Connection connection, CancellationToken stopping)
    {
        var waiting = new TaskCompletionSource<IncomingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting = waiting;
        await connection.SubscribeAsync([topics.Info], stopping);
        try
        {
            var info = await waiting.Task.WaitAsync(options.OwnerCheck, time, stopping);
            if (NodeIdIn(info.Payload) is { } other && other != options.NodeId)
            {
                // Taking leave in form: the will would say "offline" in the other node's name.
                await connection.CloseAsync(stopping);
                throw new ConnectException($"Another node (id '{other}') already publishes as {topics.Root}, so this one says nothing. "
                    + $"Give one of them another node.name; if that node is gone for good, clear its name: mosquitto_pub -r -n -t {topics.Info}");
            }
        }
        catch (TimeoutException)
        {
            // Nobody has published under this name: it is ours.
        }

        _waiting = null;
        await connection.UnsubscribeAsync([topics.Info], stopping);
    }

    /// <summary>The node id in an <c>info</c> payload; null when there is none, as after a cleared or a foreign message.</summary>
    internal static string? NodeIdIn(byte[] payload)
    {
        try
        {
            using var info = JsonDocument.Parse(payload);
            return info.RootElement.ValueKind == JsonValueKind.Object
                && info.RootElement.TryGetProperty("node_id", out var id) && id.ValueKind == JsonValueKind.String
                    ? id.GetString()
                    : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
