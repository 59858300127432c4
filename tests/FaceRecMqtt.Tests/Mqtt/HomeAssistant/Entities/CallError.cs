namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>An action that Home Assistant refuses to its user.</summary>
internal sealed class CallError(string message) : Exception(message);
