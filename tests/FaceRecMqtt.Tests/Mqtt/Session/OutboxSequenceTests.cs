using System.Text;
using CsCheck;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Tests.Mqtt.Support;

namespace FaceRecMqtt.Tests.Mqtt.Session;

public sealed class OutboxSequenceTests
{
    /// <summary>A broker that takes, loses, and clears at random, against a plain picture of what must hold.</summary>
    [Fact]
    public void Whatever_breaks_the_broker_ends_with_the_latest_states_and_all_events_in_order() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 3], Gen.Int[1, 6]).Array[1, 60].Sample(steps =>
        {
            var outbox = new Outbox(1000, TimeProvider.System);
            var wanted = new Dictionary<string, string>();
            var broker = new Dictionary<string, string>();
            var events = new List<int>();
            var posted = 0;
            foreach (var (what, topic, most) in steps)
            {
                switch (what)
                {
                    case 0 or 1:
                        wanted[$"t{topic}"] = $"{++posted}";
                        outbox.Post(new OutgoingMessage($"t{topic}", Encoding.UTF8.GetBytes($"{posted}"), MessageKind.State));
                        break;
                    case 2:
                        wanted.Remove($"t{topic}");
                        outbox.Clear($"t{topic}");
                        break;
                    case 3:
                        outbox.Post(new OutgoingMessage("e", Encoding.UTF8.GetBytes($"{++posted}"), MessageKind.Event));
                        break;
                    case 4:
                        outbox.ResendAll();
                        break;
                    case 5:
                        // The broker restarted without its retained messages in the middle of a batch: part arrived, nothing was acknowledged.
                        outbox.Return(outbox.TakeNow(most), hungUp: false);
                        broker.Clear();
                        outbox.ResendAll();
                        break;
                    default:
                        Deliver(outbox.TakeNow(most));
                        break;
                }
            }

            while (outbox.TakeNow(7) is { Count: > 0 } batch)
            {
                Deliver(batch);
            }

            Assert.Equal(wanted.OrderBy(state => state.Key, StringComparer.Ordinal), broker.OrderBy(state => state.Key, StringComparer.Ordinal));
            Assert.Equal(events.Order(), events);
            Assert.Equal(steps.Count(step => step.Item1 == 3), events.Count);

            void Deliver(List<OutgoingMessage> batch)
            {
                foreach (var message in batch)
                {
                    if (message.Kind == MessageKind.Event)
                    {
                        events.Add(int.Parse(message.Text(), System.Globalization.CultureInfo.InvariantCulture));
                    }
                    else if (message.Payload.IsEmpty)
                    {
                        broker.Remove(message.Topic);
                    }
                    else
                    {
                        broker[message.Topic] = message.Text();
                    }

                    outbox.Acknowledged(message);
                }
            }
        });
}
