using System.Text;
using System.Threading.Channels;
using FaceRecMqtt.Mqtt.Session;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Says everything again when Home Assistant started, after a random pause so that not all nodes speak at once.</summary>
internal sealed class BirthListener(MqttOptions options, Outbox outbox, TimeProvider time, Random random)
{
    // Several births within the pause are one.
    private readonly Channel<bool> _births = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes a message of Home Assistant's status topic.</summary>
    public void Receive(IncomingMessage message)
    {
        // A retained one is from before our connect, at which everything was said.
        if (!message.Retained && message.Topic == options.BirthTopic
            && Encoding.UTF8.GetString(message.Payload).Trim().Equals(options.BirthPayload, StringComparison.OrdinalIgnoreCase))
        {
            _births.Writer.TryWrite(true);
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var _ in _births.Reader.ReadAllAsync(stopping))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1000, 5001)), time, stopping);
                _births.Reader.TryRead(out bool _);
                outbox.ResendAll();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
    }
}
