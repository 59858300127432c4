using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_3d_image_shape_t</c>: shape of a tensor.</summary>
[StructLayout(LayoutKind.Explicit, Size = 12)]
internal struct ImageShape
{
    /// <summary>Rows.</summary>
    [FieldOffset(0)] internal uint Height;

    /// <summary>Columns.</summary>
    [FieldOffset(4)] internal uint Width;

    /// <summary>Channels.</summary>
    [FieldOffset(8)] internal uint Features;
}
