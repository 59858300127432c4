namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

/// <summary>What a template gets that reads what is not there.</summary>
/// <param name="Why">In Jinja's words.</param>
internal sealed record Undefined(string Why);
