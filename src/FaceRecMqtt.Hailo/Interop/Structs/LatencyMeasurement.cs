namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_latency_measurement_flags_t</c>: whether the time on the device is measured.</summary>
internal enum LatencyMeasurement
{
    /// <summary>Not.</summary>
    None = 0,

    /// <summary>It is.</summary>
    Measure = 1,
}
