using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Models;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Why a HEF cannot be put on a device, and what helps.</summary>
internal static class HefProblem
{
    /// <summary>The failure as an exception: of the call where the device is lost, else of the file; what else is on the device is not touched by that.</summary>
    /// <param name="status">What the library answered.</param>
    /// <param name="hef">The file.</param>
    /// <param name="device">The device.</param>
    internal static Exception Of(HailoStatus status, HefFile hef, HailoDeviceFacts device)
    {
        var fault = new HailoException(status, $"Putting {hef.Path} on the Hailo device");
        return status switch
        {
            HailoStatus.HefNotCompatibleWithDevice or HailoStatus.InvalidDeviceArchitecture => Refused(
                $"{hef.Path} was compiled for another device than this {device.Architecture}",
                $"Take the file of the same name from the Hailo Model Zoo's folder {(device.Architecture == "HAILO8L" ? "hailo8l" : "hailo8")}."),
            HailoStatus.HefFileCorrupted => Refused($"{hef.Path} is damaged", "Fetch it again."),
            HailoStatus.HefNotSupported => Refused(
                $"HailoRT {device.Library} cannot read {hef.Path}", "Take a HEF of the Model Zoo version that belongs to this HailoRT (v2.17 to 4.23, v2.16 to 4.22, v2.15 to 4.21)."),
            HailoStatus.InvalidHef => Refused(
                $"HailoRT {device.Library} refuses {hef.Path}: it is damaged, newer than the library, or for another device than this {device.Architecture}",
                "Take the HEF for this device from the Model Zoo version that belongs to this HailoRT."),
            HailoStatus.InternalFailure => Refused(
                $"{hef.Path} cannot be put on the device: {StatusText.Of(status)}",
                "Where the kernel has pages of 16 KB (`getconf PAGESIZE`), run `echo 'options hailo_pci force_desc_page_size=4096' | sudo tee /etc/modprobe.d/hailo_pci.conf` and restart."),
            HailoStatus.Timeout or HailoStatus.CommunicationClosed or HailoStatus.StreamAbort or HailoStatus.DriverOperationFailed
                or HailoStatus.DriverTimeout or HailoStatus.DriverInvalidResponse => fault,
            _ => Refused($"{hef.Path} cannot be put on the device: {StatusText.Of(status)}", "Run `facerec doctor`, and look at `dmesg | grep hailo`."),
        };

        BackendException Refused(string text, string cure) => new($"{text}. {cure}", isTransient: false, fault);
    }
}
