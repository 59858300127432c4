namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Something a device warns of.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">What it said, for people, without a full stop; stays the same while the alarm lasts.</param>
public sealed record DeviceAlarm(DeviceAlarmKind Kind, string Text);
