using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_health_monitor_overcurrent_alert_notification_message_t</c>: the board draws too much current.</summary>
[StructLayout(LayoutKind.Explicit, Pack = 1, Size = 9)]
internal struct OvercurrentAlarm
{
    /// <summary>0 green, 1 red.</summary>
    [FieldOffset(0)] internal int OvercurrentZone;

    /// <summary>Limit that was crossed.</summary>
    [FieldOffset(4)] internal float ExceededAlertThreshold;

    /// <summary>Whether the last limit was.</summary>
    [FieldOffset(8)] internal byte IsLastOvercurrentViolationReached;
}
