using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_quant_info_t</c>: how integers stand for numbers: <c>(q - QpZp) * QpScale</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct QuantInfo
{
    /// <summary>Zero point.</summary>
    [FieldOffset(0)] internal float QpZp;

    /// <summary>Scale.</summary>
    [FieldOffset(4)] internal float QpScale;

    /// <summary>Least number.</summary>
    [FieldOffset(8)] internal float LimvalsMin;

    /// <summary>Greatest number.</summary>
    [FieldOffset(12)] internal float LimvalsMax;
}
