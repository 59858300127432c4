namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_stream_direction_t</c>: which way data goes.</summary>
internal enum StreamDirection
{
    /// <summary>Into the device.</summary>
    H2d = 0,

    /// <summary>Out of the device.</summary>
    D2h = 1,
}
