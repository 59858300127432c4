using System.Runtime.InteropServices;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Reads what a device says of itself.</summary>
internal static unsafe class FactReading
{
    /// <summary>Identity and versions of an open device.</summary>
    /// <param name="device">The device; borrowed.</param>
    /// <param name="address">Its address.</param>
    /// <param name="library">Version of the library.</param>
    /// <param name="driver">Version of the driver.</param>
    /// <exception cref="HailoException">It does not answer.</exception>
    internal static HailoDeviceFacts Read(SafeHandle device, string address, HailoVersion library, HailoVersion? driver)
    {
        DeviceIdentity identity;
        HailoRT.hailo_identify(device, &identity).ThrowIfFailed("Asking the Hailo device what it is");
        ExtendedInformation more;
        if (HailoRT.hailo_get_extended_device_information(device, &more) is not HailoStatus.Success)
        {
            more = default; // Refused by firmware of another version; the rest is known all the same.
        }

        return new HailoDeviceFacts(
            address,
            NameOf(identity.DeviceArchitecture),
            CharsText.Of(identity.BoardName, identity.BoardNameLength),
            CharsText.Of(identity.SerialNumber, identity.SerialNumberLength),
            library,
            driver,
            new HailoVersion(identity.FwVersion.Major, identity.FwVersion.Minor, identity.FwVersion.Revision),
            more.NeuralNetworkCoreClockRate,
            more.SupportedFeatures.CurrentMonitoring != 0);
    }

    /// <summary>The architecture as HailoRT writes it.</summary>
    internal static string NameOf(DeviceArchitecture architecture) => architecture switch
    {
        DeviceArchitecture.Hailo8A0 => "HAILO8_A0",
        _ => architecture.ToString().ToUpperInvariant(),
    };
}
