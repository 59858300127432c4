namespace FaceRecMqtt.Hailo.Devices;

/// <summary>How a device is at one moment. What could not be read is null.</summary>
/// <param name="Facts">What it is.</param>
/// <param name="TemperatureC">The warmer sensor, °C.</param>
/// <param name="PowerW">Power of the board, W; null where the board has no sensor.</param>
/// <param name="IsThrottled">Whether the device has lowered its clock, is too warm or draws too much current.</param>
/// <param name="ProtectsItself">Whether throttling is switched on in the firmware.</param>
/// <param name="Alarms">What the device warns of, worst first; empty while all is well.</param>
/// <param name="UnusedModels">Models on the device that nothing uses any more.</param>
public sealed record HailoHealth(
    HailoDeviceFacts Facts, float? TemperatureC, float? PowerW, bool IsThrottled, bool? ProtectsItself, IReadOnlyList<DeviceAlarm> Alarms, int UnusedModels);
