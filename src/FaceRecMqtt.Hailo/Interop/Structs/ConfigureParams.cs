using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_configure_params_t</c>: how the models of a HEF are put on a device. Too large for a stack.</summary>
[StructLayout(LayoutKind.Explicit, Size = 84488)]
internal struct ConfigureParams
{
    /// <summary>Groups that follow, at most 8.</summary>
    [FieldOffset(0)] internal nuint NetworkGroupParamsCount;

    /// <summary>The first group.</summary>
    [FieldOffset(8)] internal GroupParams NetworkGroupParams;
}
