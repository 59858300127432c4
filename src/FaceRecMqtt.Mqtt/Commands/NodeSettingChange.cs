namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>What somebody wants changed at the node.</summary>
/// <param name="EnrollName">Whom the next enrolment shall be for, as it was typed; empty for nobody.</param>
public sealed record NodeSettingChange(string EnrollName);
