using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_device_identity_t</c>: what a device says of itself.</summary>
[StructLayout(LayoutKind.Explicit, Size = 140)]
internal struct DeviceIdentity
{
    /// <summary>Version of the control protocol.</summary>
    [FieldOffset(0)] internal uint ProtocolVersion;

    /// <summary>Firmware.</summary>
    [FieldOffset(4)] internal FirmwareVersion FwVersion;

    /// <summary>Version of its log format.</summary>
    [FieldOffset(16)] internal uint LoggerVersion;

    /// <summary>Bytes of the board name.</summary>
    [FieldOffset(20)] internal byte BoardNameLength;

    /// <summary>Board name; says Hailo-8 also on an 8L.</summary>
    [FieldOffset(21)] internal Chars32 BoardName;

    /// <summary>Whether the firmware is a release.</summary>
    [FieldOffset(53)] internal byte IsRelease;

    /// <summary>Whether it has the extended buffer.</summary>
    [FieldOffset(54)] internal byte ExtendedContextSwitchBuffer;

    /// <summary>What it is; the only field that tells 8 from 8L.</summary>
    [FieldOffset(56)] internal DeviceArchitecture DeviceArchitecture;

    /// <summary>Bytes of the serial number.</summary>
    [FieldOffset(60)] internal byte SerialNumberLength;

    /// <summary>Serial number; empty on Raspberry Pi boards.</summary>
    [FieldOffset(61)] internal Chars16 SerialNumber;

    /// <summary>Bytes of the part number.</summary>
    [FieldOffset(77)] internal byte PartNumberLength;

    /// <summary>Part number.</summary>
    [FieldOffset(78)] internal Chars16 PartNumber;

    /// <summary>Bytes of the product name.</summary>
    [FieldOffset(94)] internal byte ProductNameLength;

    /// <summary>Product name.</summary>
    [FieldOffset(95)] internal Chars42 ProductName;
}
