using System.Text;
using FaceRecMqtt.Mqtt.Session;

namespace FaceRecMqtt.Tests.Mqtt.Support;

/// <summary>Plays the sender of an outbox that has no broker.</summary>
internal static class OutboxDrain
{
    /// <summary>Everything that may be sent now, acknowledged.</summary>
    public static List<OutgoingMessage> Drain(this Outbox outbox)
    {
        var all = new List<OutgoingMessage>();
        while (outbox.TakeNow(16) is { Count: > 0 } batch)
        {
            all.AddRange(batch);
            batch.ForEach(outbox.Acknowledged);
        }

        return all;
    }

    /// <summary>A batch as the sender takes it; empty when it would have to wait.</summary>
    public static List<OutgoingMessage> TakeNow(this Outbox outbox, int most)
    {
        using var enough = new CancellationTokenSource();
        var taking = outbox.TakeAsync(most, enough.Token);
        if (taking.IsCompletedSuccessfully)
        {
            return taking.Result;
        }

        enough.Cancel();
        return [];
    }

    public static string Text(this OutgoingMessage message) => Encoding.UTF8.GetString(message.Payload.Span);
}
