using FaceRecMqtt.Hailo.Interop;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>What a device is; read once when it is opened.</summary>
/// <param name="Address">Its PCIe address.</param>
/// <param name="Architecture">For example <c>HAILO8L</c>; the board's name does not tell an 8L from an 8.</param>
/// <param name="Board">Name of the board.</param>
/// <param name="Serial">Serial number; empty on Raspberry Pi boards.</param>
/// <param name="Library">Version of the library.</param>
/// <param name="Driver">Version of the driver; null where the kernel does not tell.</param>
/// <param name="Firmware">Version of the firmware.</param>
/// <param name="ClockHz">Clock of the neural cores, Hz; 0 where it is not told.</param>
/// <param name="HasPowerSensor">Whether the board can measure its power.</param>
public sealed record HailoDeviceFacts(
    string Address,
    string Architecture,
    string Board,
    string Serial,
    HailoVersion Library,
    HailoVersion? Driver,
    HailoVersion Firmware,
    long ClockHz,
    bool HasPowerSensor)
{
    /// <summary>Whether library and firmware fit; HailoRT compares the first two numbers and only warns.</summary>
    public bool FirmwareFits => (Firmware.Major, Firmware.Minor) == (Library.Major, Library.Minor);
}
