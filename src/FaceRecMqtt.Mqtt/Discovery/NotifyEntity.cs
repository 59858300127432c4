using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A command whose one argument is the text of a notification.</summary>
internal sealed record NotifyEntity(string Key, string Name, string CommandTopic) : Entity("notify", Key, Name)
{
    protected override void Fill(JsonObject json) => json["command_topic"] = CommandTopic;
}
