using System.Runtime.InteropServices;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Interop;

/// <summary>The functions of <c>hailort.h</c> that are used, under their native names, as 4.20 to 4.23 have them.</summary>
/// <remarks>The library is the one <see cref="HailoLibrary"/> opened. <c>size_t</c> is <c>nuint</c>, <c>bool</c> a byte; names are UTF-8.</remarks>
internal static unsafe partial class HailoRT
{
    /// <summary>Name the resolver knows.</summary>
    internal const string Name = "hailort";

    /// <summary>Version of the library.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_library_version(LibraryVersion* version);

    /// <summary>Devices the driver shows; the parameters must be null. Too short a list gives <see cref="HailoStatus.InsufficientBuffer"/> and the length needed.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_scan_devices(nint parameters, DeviceId* ids, nuint* count);

    /// <summary>Fills in the defaults.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_init_vdevice_params(VDeviceParams* parameters);

    /// <summary>Takes the devices for this process.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_create_vdevice(VDeviceParams* parameters, nint* device);

    /// <summary>Gives them back; streams must be released before.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_release_vdevice(nint device);

    /// <summary>The devices inside; they stay the virtual device's own.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_physical_devices(VDeviceHandle device, nint* devices, nuint* count);

    /// <summary>A device for control only; works while another process computes on it.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_create_device_by_id(DeviceId* id, nint* device);

    /// <summary>Releases what the above made.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_release_device(nint device);

    /// <summary>What the device says of itself.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_identify(SafeHandle device, DeviceIdentity* identity);

    /// <summary>More about it.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_extended_device_information(SafeHandle device, ExtendedInformation* information);

    /// <summary>Temperature, °C.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_chip_temperature(SafeHandle device, ChipTemperature* temperature);

    /// <summary>Power, W, where both choices are automatic.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_power_measurement(SafeHandle device, PowerMeasurement line, PowerMeasurement kind, float* value);

    /// <summary>Whether the device may throttle itself; not whether it does.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_throttling_state(SafeHandle device, byte* isEnabled);

    /// <summary>Calls back on a thread of the library.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_set_notification_callback(
        SafeHandle device, delegate* unmanaged[Cdecl]<nint, Notification*, nint, void> callback, NotificationKind kind, nint context);

    /// <summary>Calls back no more.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_remove_notification_callback(SafeHandle device, NotificationKind kind);

    /// <summary>Reads a HEF from bytes, which are copied.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_create_hef_buffer(nint* hef, void* bytes, nuint size);

    /// <summary>Releases a HEF.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_release_hef(nint hef);

    /// <summary>Inputs and outputs in the HEF's order, which is not the order of the parameters.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_hef_get_all_vstream_infos(HefHandle hef, byte* name, VStreamInfo* infos, nuint* count);

    /// <summary>Parameters of all groups of a HEF.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_init_configure_params_by_vdevice(HefHandle hef, VDeviceHandle device, ConfigureParams* parameters);

    /// <summary>Puts a HEF on the device; there is no way back but releasing the device.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_configure_vdevice(VDeviceHandle device, HefHandle hef, ConfigureParams* parameters, nint* groups, nuint* count);

    /// <summary>Parameters of the inputs, in alphabetical order.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_make_input_vstream_params(
        NetworkGroupHandle group, byte unused, FormatType type, NamedVStreamParams* parameters, nuint* count);

    /// <summary>Parameters of the outputs, in alphabetical order.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_make_output_vstream_params(
        NetworkGroupHandle group, byte unused, FormatType type, NamedVStreamParams* parameters, nuint* count);

    /// <summary>Makes inputs, in an order of the library's own.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_create_input_vstreams(NetworkGroupHandle group, NamedVStreamParams* parameters, nuint count, nint* streams);

    /// <summary>Makes outputs, in an order of the library's own.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_create_output_vstreams(NetworkGroupHandle group, NamedVStreamParams* parameters, nuint count, nint* streams);

    /// <summary>Releases inputs.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_release_input_vstreams(nint* streams, nuint count);

    /// <summary>Releases outputs.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_release_output_vstreams(nint* streams, nuint count);

    /// <summary>Bytes of a frame as the caller gives it.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_input_vstream_frame_size(InputStreamHandle stream, nuint* size);

    /// <summary>Bytes of a frame as the caller receives it.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_output_vstream_frame_size(OutputStreamHandle stream, nuint* size);

    /// <summary>What an input is.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_input_vstream_info(InputStreamHandle stream, VStreamInfo* info);

    /// <summary>What an output is.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_output_vstream_info(OutputStreamHandle stream, VStreamInfo* info);

    /// <summary>Hands one frame over; waits for room up to the stream's timeout. One thread per stream.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_vstream_write_raw_buffer(InputStreamHandle stream, void* bytes, nuint size);

    /// <summary>Receives one frame; waits for it up to the stream's timeout. One thread per stream.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_vstream_read_raw_buffer(OutputStreamHandle stream, void* bytes, nuint size);

    /// <summary>Mean time on the device; <see cref="HailoStatus.NotAvailable"/> before the first frame.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_get_latency_measurement(NetworkGroupHandle group, byte* network, LatencyResult* result);

    /// <summary>Ends every wait of a model for good, with <see cref="HailoStatus.StreamAbort"/>.</summary>
    [LibraryImport(Name)]
    internal static partial HailoStatus hailo_shutdown_network_group(NetworkGroupHandle group);
}
