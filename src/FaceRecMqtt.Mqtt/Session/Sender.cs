using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Exceptions;

namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Carries messages from the outbox to the broker, several unacknowledged at a time, in order.</summary>
internal sealed class Sender(Outbox outbox, ILogger logger)
{
    // Complaints are made once per topic; topics are a bounded set of ours, replies share response/<name>.
    private readonly HashSet<string> _complained = new(StringComparer.Ordinal);

    /// <summary>Sends until stopped or until the connection fails, which is thrown; nothing unacknowledged is lost.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="stopping">Ends it after what is under way: to break off a message in the middle costs the connection.</param>
    /// <param name="breaking">Gives up what is under way too.</param>
    public async Task RunAsync(Connection connection, CancellationToken stopping, CancellationToken breaking)
    {
        while (true)
        {
            await SendAsync(connection, await outbox.TakeAsync(connection.Limits.Inflight, stopping), breaking);
        }
    }

    /// <summary>Sends what is there and returns.</summary>
    public async Task DrainAsync(Connection connection, CancellationToken stopping)
    {
        while (!outbox.IsEmpty)
        {
            await SendAsync(connection, await outbox.TakeAsync(connection.Limits.Inflight, stopping), stopping);
        }
    }

    private async Task SendAsync(Connection connection, List<OutgoingMessage> batch, CancellationToken stopping)
    {
        var underWay = new List<(OutgoingMessage Message, Task<MqttClientPublishResult> Result)>(batch.Count);
        foreach (var message in batch)
        {
            if (connection.Limits.Takes(message))
            {
                underWay.Add((message, connection.PublishAsync(message, stopping)));
            }
            else
            {
                outbox.Refused();
                Complain(message.Topic, () => Log.TooLargeForBroker(logger, connection.Limits.PacketBytes, message.Payload.Length, message.Topic));
            }
        }

        var unacknowledged = new List<OutgoingMessage>();
        Exception? failure = null;
        foreach (var (message, result) in underWay)
        {
            try
            {
                Note(message, await result);
            }
            catch (Exception fault)
            {
                failure ??= fault;
                unacknowledged.Add(message);
            }
        }

        if (failure is not null)
        {
            // A broker that is silent is away; one that hangs up may not bear what it was sent.
            var hungUp = connection.HungUp || failure is not (TimeoutException or OperationCanceledException or MqttCommunicationTimedOutException);
            foreach (var topic in outbox.Return(unacknowledged, hungUp))
            {
                Complain(topic, () => Log.GivenUp(logger, topic));
            }

            stopping.ThrowIfCancellationRequested();
            throw new ConnectException($"Sending failed: {failure.Message}", failure);
        }
    }

    private void Note(OutgoingMessage message, MqttClientPublishResult result)
    {
        if (result.IsSuccess)
        {
            outbox.Acknowledged(message);
            return;
        }

        outbox.Refused();
        Complain(message.Topic, () => Log.Refused(logger, message.Topic, result.ReasonCode.ToString()));
    }

    private void Complain(string topic, Action say)
    {
        if (_complained.Count < 1000 && _complained.Add(topic))
        {
            say();
        }
    }
}
