using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_vdevice_params_t</c>: how a virtual device is made.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct VDeviceParams
{
    /// <summary>Physical devices in it.</summary>
    [FieldOffset(0)] internal uint DeviceCount;

    /// <summary><c>hailo_device_id_t*</c>: which ones; null for any.</summary>
    [FieldOffset(8)] internal nint DeviceIds;

    /// <summary>How models take turns.</summary>
    [FieldOffset(16)] internal SchedulingAlgorithm SchedulingAlgorithm;

    /// <summary><c>const char*</c>: shared inside the process under this name.</summary>
    [FieldOffset(24)] internal nint GroupId;

    /// <summary>Whether the HailoRT service shares it between processes.</summary>
    [FieldOffset(32)] internal byte MultiProcessService;
}
