namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Entities;

/// <summary>A value that Home Assistant cannot show: an error with a traceback, the old state stays.</summary>
internal sealed class StateError(string message) : Exception(message);
