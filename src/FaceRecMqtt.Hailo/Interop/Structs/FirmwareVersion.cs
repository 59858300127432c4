using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_firmware_version_t</c>: the firmware's version.</summary>
[StructLayout(LayoutKind.Explicit, Size = 12)]
internal struct FirmwareVersion
{
    /// <summary>First number.</summary>
    [FieldOffset(0)] internal uint Major;

    /// <summary>Second number.</summary>
    [FieldOffset(4)] internal uint Minor;

    /// <summary>Third number.</summary>
    [FieldOffset(8)] internal uint Revision;
}
