using FaceRecMqtt.Hailo.Devices;
using FaceRecMqtt.Mqtt.Payloads;

namespace FaceRecMqtt.Node.Health;

/// <summary>What an NPU warns of, as something a person can cure.</summary>
internal static class NpuAlarm
{
    /// <summary>The problem of an alarm.</summary>
    public static HealthProblem Problem(DeviceAlarm alarm) => alarm.Kind switch
    {
        DeviceAlarmKind.TooWarm => new(
            "npu_too_warm",
            $"The NPU is {alarm.Text}; it slows itself down and stops where it gets hotter still.",
            "Give it air: a heat sink or a fan on the module, a larger case, a place out of the sun."),
        DeviceAlarmKind.TooMuchCurrent => new(
            "npu_overcurrent",
            $"The NPU draws {alarm.Text} and slows itself down.",
            "Use the machine's own power supply (Raspberry Pi 5: 5 V and 5 A) and take other devices off its USB."),
        DeviceAlarmKind.Throttled => new(
            "npu_throttled",
            $"The NPU is {alarm.Text}, so faces take longer.",
            "It returns to its full clock by itself once it is cool and has power enough; `npu` in this report tells its temperature."),
        _ => new(
            "npu_memory_error",
            $"The NPU reports {alarm.Text}; what it computes may be wrong.",
            "Shut down, take the power away, start again; where it comes again have the module replaced."),
    };
}
