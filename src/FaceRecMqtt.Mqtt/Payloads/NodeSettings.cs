namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Payload of <c>&lt;base&gt;/settings</c>: what people may set on the node.</summary>
/// <param name="EnrollName">Whom the next enrolment is for; empty for nobody.</param>
public sealed record NodeSettings(string EnrollName);
