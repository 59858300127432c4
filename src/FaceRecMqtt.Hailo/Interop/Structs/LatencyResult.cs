using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_latency_measurement_result_t</c>: how long the device takes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 8)]
internal struct LatencyResult
{
    /// <summary>Mean time on the device, ms.</summary>
    [FieldOffset(0)] internal double AvgHwLatencyMs;
}
