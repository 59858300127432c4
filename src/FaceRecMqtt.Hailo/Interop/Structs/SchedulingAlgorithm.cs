namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_scheduling_algorithm_t</c>: how models on one device take turns.</summary>
internal enum SchedulingAlgorithm
{
    /// <summary>By hand.</summary>
    None = 0,

    /// <summary>In turn.</summary>
    RoundRobin = 1,
}
