using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_vstream_params_t</c>: how a stream's buffers are exchanged.</summary>
[StructLayout(LayoutKind.Explicit, Size = 28)]
internal struct VStreamParams
{
    /// <summary>Format of the caller's buffers.</summary>
    [FieldOffset(0)] internal StreamFormat UserBufferFormat;

    /// <summary>How long a read or write may wait, ms; cannot be changed later.</summary>
    [FieldOffset(12)] internal uint TimeoutMs;

    /// <summary>Frames the queue holds.</summary>
    [FieldOffset(16)] internal uint QueueSize;

    /// <summary>0: no statistics.</summary>
    [FieldOffset(20)] internal int VstreamStatsFlags;

    /// <summary>0: no statistics.</summary>
    [FieldOffset(24)] internal int PipelineElementsStatsFlags;
}
