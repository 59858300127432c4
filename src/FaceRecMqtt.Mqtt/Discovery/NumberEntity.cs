using System.Text.Json.Nodes;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>A setting that is a number.</summary>
internal sealed record NumberEntity(string Key, string Name, string StateTopic, string ValueTemplate, string CommandTopic)
    : Entity("number", Key, Name)
{
    public double Min { get; init; }

    public double Max { get; init; } = 1;

    public double Step { get; init; } = 0.01;

    protected override void Fill(JsonObject json)
    {
        json["state_topic"] = StateTopic;
        json["value_template"] = ValueTemplate;
        json["command_topic"] = CommandTopic;
        json["min"] = Min;
        json["max"] = Max;
        json["step"] = Step;
        json["mode"] = "box";
    }
}
