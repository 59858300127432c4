using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_health_monitor_temperature_alarm_notification_message_t</c>: the chip crossed a temperature limit.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct TemperatureAlarm
{
    /// <summary>0 green, 1 orange, 2 red.</summary>
    [FieldOffset(0)] internal int TemperatureZone;

    /// <summary>Sensor that saw it.</summary>
    [FieldOffset(4)] internal uint AlarmTsId;

    /// <summary>First sensor, °C.</summary>
    [FieldOffset(8)] internal float Ts0Temperature;

    /// <summary>Second sensor, °C.</summary>
    [FieldOffset(12)] internal float Ts1Temperature;
}
