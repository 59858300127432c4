using System.Runtime.InteropServices;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Tests.Hailo.Installed;

/// <summary>The real libhailort of this machine, called past the binding's own resolver: the process has the stand-in open under the same names.</summary>
/// <remarks><c>FACEREC_LIBHAILORT</c> names its file where it is not found under its usual name. It is never unloaded: it has threads of its own.</remarks>
internal static unsafe class InstalledLibrary
{
    private static readonly Lazy<nint> Library = new(Load);

    /// <summary>Skips the test where it is not installed, or is of a version the binding does not know.</summary>
    public static void Need()
    {
        Assert.SkipUnless(Library.Value != 0, "libhailort 4.23 is not installed; FACEREC_LIBHAILORT may name its file");
        Assert.SkipUnless(Version() is { Major: 4, Minor: 23 }, $"libhailort is {Version()}, and these facts are of 4.23");
    }

    public static HailoVersion Version()
    {
        LibraryVersion version;
        Check(((delegate* unmanaged<LibraryVersion*, HailoStatus>)Export("hailo_get_library_version"))(&version));
        return new(version.Major, version.Minor, version.Revision);
    }

    /// <summary>Devices it lists.</summary>
    public static int Devices()
    {
        var ids = stackalloc DeviceId[16];
        nuint count = 16;
        Check(((delegate* unmanaged<nint, DeviceId*, nuint*, HailoStatus>)Export("hailo_scan_devices"))(0, ids, &count));
        return (int)count;
    }

    /// <summary>What it answers to a wish for a virtual device; an opened one is released.</summary>
    public static HailoStatus CreateDevice(uint devices)
    {
        VDeviceParams parameters;
        Check(((delegate* unmanaged<VDeviceParams*, HailoStatus>)Export("hailo_init_vdevice_params"))(&parameters));
        Assert.Equal((1u, SchedulingAlgorithm.RoundRobin, (byte)0), (parameters.DeviceCount, parameters.SchedulingAlgorithm, parameters.MultiProcessService));
        parameters.DeviceCount = devices;
        nint device;
        var status = ((delegate* unmanaged<VDeviceParams*, nint*, HailoStatus>)Export("hailo_create_vdevice"))(&parameters, &device);
        if (status is HailoStatus.Success)
        {
            Check(((delegate* unmanaged<nint, HailoStatus>)Export("hailo_release_vdevice"))(device));
        }

        return status;
    }

    /// <summary>Opens a HEF.</summary>
    /// <param name="file">Its content.</param>
    /// <param name="hef">The handle, to be released; 0 where it is refused.</param>
    public static HailoStatus Open(ReadOnlySpan<byte> file, out nint hef)
    {
        nint opened = 0;
        fixed (byte* bytes = file)
        {
            var status = ((delegate* unmanaged<nint*, void*, nuint, HailoStatus>)Export("hailo_create_hef_buffer"))(&opened, bytes, (nuint)file.Length);
            hef = status is HailoStatus.Success ? opened : 0;
            return status;
        }
    }

    public static void Close(nint hef) => Check(((delegate* unmanaged<nint, HailoStatus>)Export("hailo_release_hef"))(hef));

    /// <summary>Inputs and outputs in the HEF's order.</summary>
    public static VStreamInfo[] Infos(nint hef)
    {
        var infos = new VStreamInfo[40];
        nuint count = 40;
        fixed (VStreamInfo* first = infos)
        {
            Check(((delegate* unmanaged<nint, byte*, VStreamInfo*, nuint*, HailoStatus>)Export("hailo_hef_get_all_vstream_infos"))(hef, null, first, &count));
        }

        return infos[..(int)count];
    }

    /// <summary>Params of the inputs or the outputs, in the library's order.</summary>
    public static NamedVStreamParams[] Params(nint hef, bool outputs, FormatType type)
    {
        var found = new NamedVStreamParams[40];
        nuint count = 40;
        fixed (NamedVStreamParams* first = found)
        {
            var make = (delegate* unmanaged<nint, byte*, byte, FormatType, NamedVStreamParams*, nuint*, HailoStatus>)Export($"hailo_hef_make_{(outputs ? "output" : "input")}_vstream_params");
            Check(make(hef, null, 0, type, first, &count));
        }

        return found[..(int)count];
    }

    /// <summary>Bytes of a frame on the host.</summary>
    public static int FrameBytes(VStreamInfo info, StreamFormat format)
    {
        nuint size;
        Check(((delegate* unmanaged<VStreamInfo*, StreamFormat*, nuint*, HailoStatus>)Export("hailo_get_vstream_frame_size"))(&info, &format, &size));
        return (int)size;
    }

    private static void Check(HailoStatus status) => Assert.Equal(HailoStatus.Success, status);

    private static nint Export(string name) => NativeLibrary.GetExport(Library.Value, name);

    private static nint Load()
    {
        // Else it writes hailort.log into the working folder.
        LibC.SetUnlessSet("HAILORT_LOGGER_PATH", "NONE");
        var named = Environment.GetEnvironmentVariable("FACEREC_LIBHAILORT");
        foreach (var name in named is null ? ["libhailort.so.4.23.0", "libhailort.so"] : (string[])[named])
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                return library;
            }
        }

        return 0;
    }
}
