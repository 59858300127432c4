using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_notification_t</c>: something the device tells.</summary>
[StructLayout(LayoutKind.Explicit, Pack = 1, Size = 28)]
internal struct Notification
{
    /// <summary>What it is.</summary>
    [FieldOffset(0)] internal NotificationKind Id;

    /// <summary>Running number.</summary>
    [FieldOffset(4)] internal uint Sequence;

    /// <summary>Body of a temperature alarm.</summary>
    [FieldOffset(8)] internal TemperatureAlarm Temperature;

    /// <summary>Body of a current alarm.</summary>
    [FieldOffset(8)] internal OvercurrentAlarm Overcurrent;

    /// <summary>Body of a change of clock.</summary>
    [FieldOffset(8)] internal ClockChange Clock;
}
