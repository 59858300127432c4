using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_vstream_info_t</c>: an input or output of a model.</summary>
[StructLayout(LayoutKind.Explicit, Size = 436)]
internal struct VStreamInfo
{
    /// <summary>Its name, unique in the model.</summary>
    [FieldOffset(0)] internal Chars128 Name;

    /// <summary>Network it belongs to.</summary>
    [FieldOffset(128)] internal Chars257 NetworkName;

    /// <summary>Input or output.</summary>
    [FieldOffset(388)] internal StreamDirection Direction;

    /// <summary>How the device gives it.</summary>
    [FieldOffset(392)] internal StreamFormat Format;

    /// <summary>Its shape, unless the format is one of boxes.</summary>
    [FieldOffset(404)] internal ImageShape Shape;

    /// <summary>Its quantisation; invalid where channels differ.</summary>
    [FieldOffset(420)] internal QuantInfo QuantInfo;
}
