namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_device_architecture_t</c>: what a device is.</summary>
internal enum DeviceArchitecture
{
    /// <summary>First samples of the Hailo-8.</summary>
    Hailo8A0 = 0,

    /// <summary>Hailo-8.</summary>
    Hailo8 = 1,

    /// <summary>Hailo-8L.</summary>
    Hailo8L = 2,

    /// <summary>Hailo-15H.</summary>
    Hailo15H = 3,

    /// <summary>Hailo-15L.</summary>
    Hailo15L = 4,

    /// <summary>Hailo-15M.</summary>
    Hailo15M = 5,

    /// <summary>Hailo-10H.</summary>
    Hailo10H = 6,
}
