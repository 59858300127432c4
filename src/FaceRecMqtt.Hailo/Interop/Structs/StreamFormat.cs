using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_format_t</c>: how values lie in a buffer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 12)]
internal struct StreamFormat
{
    /// <summary>Type of a value.</summary>
    [FieldOffset(0)] internal FormatType Type;

    /// <summary>Order of the dimensions.</summary>
    [FieldOffset(4)] internal FormatOrder Order;

    /// <summary>0: none.</summary>
    [FieldOffset(8)] internal int Flags;
}
