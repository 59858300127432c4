using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_extended_device_information_t</c>: more about a device.</summary>
/// <remarks>92 bytes in 4.20, which lacks only the last field; the fields not read here lie between.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 96)]
internal struct ExtendedInformation
{
    /// <summary>Clock of the neural cores, Hz.</summary>
    [FieldOffset(0)] internal uint NeuralNetworkCoreClockRate;

    /// <summary>What the board has.</summary>
    [FieldOffset(4)] internal SupportedFeatures SupportedFeatures;

    /// <summary>How it started: 1 over PCIe, 2 from flash.</summary>
    [FieldOffset(12)] internal int BootSource;
}
