namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Why a device cannot be used.</summary>
public enum DeviceFault
{
    /// <summary>No device is in the machine.</summary>
    Absent,

    /// <summary>A device is there, but its driver is not loaded or has not taken it.</summary>
    NoDriver,

    /// <summary>Another process computes on it.</summary>
    Busy,

    /// <summary>This user may not open its node.</summary>
    NoPermission,

    /// <summary>Driver and library are of different versions.</summary>
    VersionsDiffer,

    /// <summary>The device was there and does not answer.</summary>
    Lost,

    /// <summary>The library gave another reason.</summary>
    Other,
}
