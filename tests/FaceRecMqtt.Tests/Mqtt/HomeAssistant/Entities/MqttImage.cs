using System.Text;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>A picture; its state is when it came.</summary>
internal sealed class MqttImage(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private string? _when;

    /// <summary>The picture's bytes; null before the first.</summary>
    public byte[]? Picture { get; private set; }

    protected override IEnumerable<(string Key, bool IsRaw, Action<Message, string> Take)> Topics =>
        [("image_topic", (string?)Config["image_encoding"] != "b64", Take), ("url_topic", false, TakeUrl)];

    protected override string? State() => _when;

    private void Take(Message message, string text)
    {
        _when = Core.Moment();
        if ((string?)Config["image_encoding"] != "b64")
        {
            Picture = message.Payload;
            return;
        }

        // Python leaves out what does not belong to the alphabet.
        var letters = string.Concat(Encoding.ASCII.GetString(message.Payload).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '='));
        if (letters.Length % 4 == 0)
        {
            Picture = Convert.FromBase64String(letters);
        }
        else
        {
            Core.Journal.Error("components.mqtt.image", $"Error processing image data received at topic {message.Topic}: Incorrect padding");
        }
    }

    private void TakeUrl(Message message, string text)
    {
        _when = Core.Moment();
        if (Value(text, "url_template") is { } url && !ComponentSchema.IsUrl(url))
        {
            Core.Journal.Error("components.mqtt.image", $"Invalid image URL '{url}' received at topic {message.Topic}");
        }
    }
}
