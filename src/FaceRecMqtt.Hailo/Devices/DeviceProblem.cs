using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Why a device cannot be used, and what helps.</summary>
/// <param name="Fault">The kind of fault.</param>
/// <param name="Text">What was seen, without a full stop.</param>
/// <param name="Cure">What helps, one sentence.</param>
public sealed record DeviceProblem(DeviceFault Fault, string Text, string Cure)
{
    /// <summary>Whether it can go away without a change to the installation.</summary>
    public bool IsTransient => Fault is DeviceFault.Absent or DeviceFault.Busy or DeviceFault.Lost or DeviceFault.Other;

    /// <summary>The problem as the exception a backend throws.</summary>
    /// <param name="inner">The cause, where there is one.</param>
    public BackendException ToException(Exception? inner = null) => new($"{Text}. {Cure}", IsTransient, inner);

    internal static DeviceProblem Absent() => new(
        DeviceFault.Absent, "No Hailo device is in this machine", "Seat the module, on a Raspberry Pi set dtparam=pciex1 in /boot/firmware/config.txt, and restart.");

    internal static DeviceProblem NoDriver(string device) => new(
        DeviceFault.NoDriver,
        $"A Hailo device is on the PCIe bus ({device}), but no driver serves it",
        "Install it with `sudo apt install hailo-all`, load it with `sudo modprobe hailo_pci`, and look at `dmesg | grep hailo` where that does not help.");

    internal static DeviceProblem Busy(string device) => new(
        DeviceFault.Busy, $"Another process uses the Hailo device {device}", "Find it with `sudo fuser -v /dev/hailo0` and stop it; one process at a time can compute on it.");

    internal static DeviceProblem NoPermission(string node) => new(
        DeviceFault.NoPermission,
        $"This user may not open {node}",
        $"Put a rule SUBSYSTEM==\"hailo_chardev\", MODE=\"0666\" into /etc/udev/rules.d/51-hailo-udev.rules and restart, or try `sudo chmod a+rw {node}`.");

    internal static DeviceProblem VersionsDiffer(HailoVersion? driver, HailoVersion library) => new(
        DeviceFault.VersionsDiffer,
        driver is null ? $"The driver is not of the library's version {library}" : $"The driver is of version {driver}, the library of {library}; HailoRT demands the same",
        $"Install the pair, for example `sudo apt install hailort={library} hailo-dkms={library}`, and restart.");

    internal static DeviceProblem Lost(string text) => new(
        DeviceFault.Lost, text, "It is opened again by itself; where that does not help, switch the machine off and on.");

    internal static DeviceProblem Other(string text) => new(
        DeviceFault.Other, text, "Run `facerec doctor`, and look at `dmesg | grep hailo`.");
}
