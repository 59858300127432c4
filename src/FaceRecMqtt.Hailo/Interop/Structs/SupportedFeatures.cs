using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_device_supported_features_t</c>: what a board has.</summary>
[StructLayout(LayoutKind.Explicit, Size = 5)]
internal struct SupportedFeatures
{
    /// <summary>Ethernet.</summary>
    [FieldOffset(0)] internal byte Ethernet;

    /// <summary>MIPI.</summary>
    [FieldOffset(1)] internal byte Mipi;

    /// <summary>PCIe.</summary>
    [FieldOffset(2)] internal byte Pcie;

    /// <summary>Whether its power can be measured.</summary>
    [FieldOffset(3)] internal byte CurrentMonitoring;

    /// <summary>MDIO.</summary>
    [FieldOffset(4)] internal byte Mdio;
}
