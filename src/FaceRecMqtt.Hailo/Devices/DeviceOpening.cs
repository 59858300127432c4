using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Takes the device for this process, and tells apart why it cannot be taken.</summary>
/// <remarks>
/// The library answers <c>OUT_OF_PHYSICAL_DEVICES</c> for an absent device and for a busy one alike, and counts zero devices where the driver is missing;
/// so the devices are listed first and the one that is meant is named.
/// </remarks>
/// <param name="system">What the kernel shows.</param>
/// <param name="library">Version of the opened library.</param>
internal sealed unsafe class DeviceOpening(HailoSystem system, HailoVersion library)
{
    private const int MostDevices = 16;

    /// <summary>Devices the library sees, by address; the driver's version is looked at before.</summary>
    /// <exception cref="BackendException">There is none, or the driver does not fit.</exception>
    internal DeviceId[] Scan()
    {
        if (system.DriverVersion is { } driver && driver != library)
        {
            throw DeviceProblem.VersionsDiffer(driver, library).ToException();
        }

        var ids = stackalloc DeviceId[MostDevices];
        nuint count = MostDevices;
        HailoRT.hailo_scan_devices(0, ids, &count).ThrowIfFailed("Looking for Hailo devices");
        if (count == 0)
        {
            var onBus = system.PcieDevices();
            throw (onBus.Count > 0 ? DeviceProblem.NoDriver(onBus[0]) : DeviceProblem.Absent()).ToException();
        }

        return new ReadOnlySpan<DeviceId>(ids, (int)count).ToArray();
    }

    /// <summary>Makes a virtual device of the first device, with the round-robin scheduler.</summary>
    /// <returns>The handle and the device's address.</returns>
    /// <exception cref="BackendException">It cannot be taken; the message says why and what helps.</exception>
    internal (VDeviceHandle Device, string Address) Open()
    {
        var id = Scan()[0];
        var address = CharsText.Of(id.Id);
        VDeviceParams parameters;
        HailoRT.hailo_init_vdevice_params(&parameters).ThrowIfFailed("Preparing the Hailo device");
        parameters.DeviceCount = 1;
        parameters.DeviceIds = (nint)(&id);
        parameters.SchedulingAlgorithm = SchedulingAlgorithm.RoundRobin;
        nint device = 0;
        var status = HailoRT.hailo_create_vdevice(&parameters, &device);
        return status is HailoStatus.Success ? (new VDeviceHandle(device), address) : throw ProblemOf(status, address).ToException(new HailoException(status, "Opening the Hailo device"));
    }

    /// <summary>Opens a device for control only, which works while another process computes on it.</summary>
    /// <param name="id">The device.</param>
    /// <exception cref="BackendException">It cannot be opened.</exception>
    internal ControlDeviceHandle OpenForControl(DeviceId id)
    {
        nint device = 0;
        var status = HailoRT.hailo_create_device_by_id(&id, &device);
        return status is HailoStatus.Success ? new ControlDeviceHandle(device) : throw ProblemOf(status, CharsText.Of(id.Id)).ToException();
    }

    /// <summary>What a refused opening means, once a device was listed.</summary>
    internal DeviceProblem ProblemOf(HailoStatus status, string address) => status switch
    {
        HailoStatus.DeviceInUse or HailoStatus.OutOfPhysicalDevices => DeviceProblem.Busy(address),
        // The kernel may tell of another driver than the one that serves the device; then its version would contradict the library's verdict.
        HailoStatus.InvalidDriverVersion => DeviceProblem.VersionsDiffer(system.DriverVersion == library ? null : system.DriverVersion, library),
        HailoStatus.DriverNotInstalled => DeviceProblem.NoDriver(address),
        HailoStatus.DriverOperationFailed when system.ForbiddenNodes() is [var node, ..] => DeviceProblem.NoPermission(node),
        HailoStatus.DriverOperationFailed when system.Nodes().Count == 0 => DeviceProblem.NoPermission("/dev/hailo0"),
        HailoStatus.NotFound => DeviceProblem.Absent(),
        _ => DeviceProblem.Other($"The Hailo device {address} cannot be opened: {StatusText.Of(status)}"),
    };
}
