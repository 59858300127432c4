using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_configure_network_group_params_t</c>: how a model is put on a device. The lists of streams and networks are left as the library fills them.</summary>
[StructLayout(LayoutKind.Explicit, Size = 10560)]
internal struct GroupParams
{
    /// <summary>The network group.</summary>
    [FieldOffset(0)] internal Chars128 Name;

    /// <summary>Most frames in one turn; 0: automatic.</summary>
    [FieldOffset(128)] internal ushort BatchSize;

    /// <summary>0: performance.</summary>
    [FieldOffset(132)] internal int PowerMode;

    /// <summary>Whether the time on the device is measured.</summary>
    [FieldOffset(136)] internal LatencyMeasurement Latency;
}
