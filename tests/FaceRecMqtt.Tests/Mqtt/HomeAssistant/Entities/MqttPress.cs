using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>A button or a notify entity: its state is when it was used last, also over a restart.</summary>
internal sealed class MqttPress(HomeAssistantCore core, Component component, RegistryEntry entry) : MqttEntity(core, component, entry)
{
    private string? _when;

    public override JsonNode? Saved => _when is null ? null : JsonValue.Create(_when);

    public override void Restore(JsonNode saved) => _when = (string?)saved;

    public override void Call(string action, JsonObject data)
    {
        _when = Core.Moment();
        Write();
        Send(action == "send_message" ? (string)data["message"]! : (string?)Config["payload_press"] ?? "PRESS");
    }

    protected override string? State() => _when;
}
