using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;
using FaceRecMqtt.Hailo.Models;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Looks at device and files without taking the device, so also while a node computes on it.</summary>
public static unsafe class DeviceProbe
{
    private const int MostStreams = 40;

    /// <summary>What the first device is.</summary>
    /// <param name="library">The library's file; null for the usual ones.</param>
    /// <param name="system">What the kernel shows.</param>
    /// <exception cref="BackendException">Library or device cannot be opened; the message says why and what helps.</exception>
    public static HailoDeviceFacts Identify(string? library, HailoSystem system)
    {
        try
        {
            var version = HailoLibrary.Open(library);
            var opening = new DeviceOpening(system, version);
            var id = opening.Scan()[0];
            using var device = opening.OpenForControl(id);
            return FactReading.Read(device, CharsText.Of(id.Id), version, system.DriverVersion);
        }
        catch (HailoException fault)
        {
            throw DeviceProblem.Lost(fault.Message).ToException(fault);
        }
    }

    /// <summary>Reads a HEF with the library; whether the device takes it is seen only when it is put there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">The device it is meant for.</param>
    /// <returns>Its inputs and outputs for people.</returns>
    /// <exception cref="BackendException">It cannot be read; the message says why and what helps.</exception>
    public static string ReadHef(string path, HailoDeviceFacts device)
    {
        var file = HefFile.Read(path);
        try
        {
            using var hef = HefHandle.Read(file.Bytes, file.Name);
            var infos = new VStreamInfo[MostStreams];
            nuint count = MostStreams;
            fixed (VStreamInfo* first = infos)
            {
                HailoRT.hailo_hef_get_all_vstream_infos(hef, null, first, &count).ThrowIfFailed($"Looking into {file.Name}");
            }

            return string.Join(", ", infos.Take((int)count).Select(info => ModelTensor.Of(info, 0)));
        }
        catch (HailoException fault)
        {
            var problem = HefProblem.Of(fault.Status, file, device);
            throw problem as BackendException ?? DeviceProblem.Lost(problem.Message).ToException(problem);
        }
    }
}
