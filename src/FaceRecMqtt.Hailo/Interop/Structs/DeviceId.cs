using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_device_id_t</c>: where a device is: PCIe address in small letters.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct DeviceId
{
    /// <summary>For example 0000:01:00.0.</summary>
    [FieldOffset(0)] internal Chars32 Id;
}
