namespace FaceRecMqtt.Hailo.Hef;

/// <summary>How a HEF goes with a chip.</summary>
public enum HefFit
{
    /// <summary>It was compiled for the chip.</summary>
    Made,

    /// <summary>It runs, slower than one compiled for the chip.</summary>
    Slower,

    /// <summary>The device refuses it (HAILO_HEF_NOT_COMPATIBLE_WITH_DEVICE).</summary>
    Refused,
}
