using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_input_vstream_params_by_name_t</c>: parameters of a stream; outputs have the same layout.</summary>
[StructLayout(LayoutKind.Explicit, Size = 156)]
internal struct NamedVStreamParams
{
    /// <summary>The stream.</summary>
    [FieldOffset(0)] internal Chars128 Name;

    /// <summary>Its parameters.</summary>
    [FieldOffset(128)] internal VStreamParams Params;
}
