namespace FaceRecMqtt.Hailo.Devices;

/// <summary>What a device warns of; the worst first.</summary>
public enum DeviceAlarmKind
{
    /// <summary>An error in its memory that it could not correct: what it computes may be wrong.</summary>
    MemoryError,

    /// <summary>It is too warm.</summary>
    TooWarm,

    /// <summary>The board draws too much current.</summary>
    TooMuchCurrent,

    /// <summary>It has lowered its clock.</summary>
    Throttled,
}
