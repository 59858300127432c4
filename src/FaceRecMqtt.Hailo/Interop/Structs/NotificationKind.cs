namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_notification_id_t</c>: what a device tells.</summary>
internal enum NotificationKind
{
    /// <summary>Temperature crossed a limit.</summary>
    HealthMonitorTemperatureAlarm = 1,

    /// <summary>Current crossed a limit.</summary>
    HealthMonitorOvercurrentAlarm = 3,

    /// <summary>An error in the memory of the neural cores that could not be corrected.</summary>
    LcuEccUncorrectableError = 5,

    /// <summary>An error in the memory of the device's processor that could not be corrected.</summary>
    CpuEccFatal = 7,

    /// <summary>The clock was changed.</summary>
    HealthMonitorClockChangedEvent = 10,
}
