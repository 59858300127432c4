using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_chip_temperature_info_t</c>: temperature of the chip.</summary>
[StructLayout(LayoutKind.Explicit, Size = 12)]
internal struct ChipTemperature
{
    /// <summary>First sensor, °C.</summary>
    [FieldOffset(0)] internal float Ts0Temperature;

    /// <summary>Second sensor, °C.</summary>
    [FieldOffset(4)] internal float Ts1Temperature;

    /// <summary>Samples behind the values.</summary>
    [FieldOffset(8)] internal ushort SampleCount;
}
