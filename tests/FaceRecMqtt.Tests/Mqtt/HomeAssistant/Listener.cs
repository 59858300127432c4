using System.Text;
using FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>Somebody in Home Assistant who listens to a filter.</summary>
/// <param name="filter">Topic filter.</param>
/// <param name="isRaw">Whether the bytes are taken as they are.</param>
/// <param name="take">Told of the message and its text (empty where raw).</param>
internal sealed class Listener(string filter, bool isRaw, Action<Message, string> take)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public string Filter => filter;

    /// <summary>Takes a message of its filter; of each topic what the broker retained is taken once.</summary>
    public void Take(Message message, Journal journal)
    {
        if (!Matches(message.Topic) || (message.Retained && !_seen.Add(message.Topic)))
        {
            return;
        }

        try
        {
            take(message, isRaw ? "" : Strict.GetString(message.Payload));
        }
        catch (DecoderFallbackException)
        {
            journal.Warning("components.mqtt.client", $"Can't decode payload {PythonText.Bytes(message.Payload)} on {message.Topic} with encoding utf-8 (for {filter})");
        }
    }

    /// <summary>After a new connection the broker repeats everything.</summary>
    public void Reconnected() => _seen.Clear();

    public bool Matches(string topic)
    {
        var (wanted, given) = (filter.Split('/'), topic.Split('/'));
        for (var level = 0; level < wanted.Length; level++)
        {
            if (wanted[level] == "#")
            {
                return true;
            }

            if (level >= given.Length || (wanted[level] != "+" && wanted[level] != given[level]))
            {
                return false;
            }
        }

        return wanted.Length == given.Length;
    }
}
