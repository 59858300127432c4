namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Payload of <c>&lt;base&gt;/log</c>.</summary>
/// <param name="Level"><c>warning</c> or <c>error</c>.</param>
/// <param name="Message">The line.</param>
/// <param name="Source">The part of the program that wrote it.</param>
internal sealed record LogLine(string Level, string Message, string Source);
