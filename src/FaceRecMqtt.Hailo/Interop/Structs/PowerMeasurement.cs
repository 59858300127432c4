namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_power_measurement_types_t</c>: what is measured.</summary>
internal enum PowerMeasurement
{
    /// <summary>Power where the board has it.</summary>
    Auto = 2147483647,
}
