using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_health_monitor_clock_changed_notification_message_t</c>: the clock was changed to protect the chip.</summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct ClockChange
{
    /// <summary>Before, MHz or Hz.</summary>
    [FieldOffset(0)] internal uint PreviousClock;

    /// <summary>Now, in the same unit.</summary>
    [FieldOffset(4)] internal uint CurrentClock;
}
