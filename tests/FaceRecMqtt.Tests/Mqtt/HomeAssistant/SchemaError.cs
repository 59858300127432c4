namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>A configuration that Home Assistant refuses, in its words.</summary>
internal sealed class SchemaError(string message) : Exception(message);
