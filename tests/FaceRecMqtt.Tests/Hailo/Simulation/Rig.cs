using System.Runtime.InteropServices;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;
using FaceRecMqtt.Hailo.Simulation;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

/// <summary>A model on the stand-in, driven by bare calls.</summary>
internal sealed unsafe class Rig : IDisposable
{
    private readonly HefHandle _hef;
    private readonly VDeviceHandle _device;
    private readonly bool _ownsDevice;

    public Rig(SimulatedModel model, FormatType type = FormatType.Auto, uint timeoutMs = 10_000, VDeviceHandle? device = null, bool reverseOutputs = false)
    {
        (_device, _ownsDevice) = (device ?? OpenDevice(), device is null);
        _hef = OpenHef(model.ToBytes());
        Group = Configure(_device, _hef);
        var inputs = Inputs(Group, timeoutMs);
        var outputs = Outputs(Group, type, timeoutMs);
        ParameterNames = [.. outputs.Select(NameOf)];
        if (reverseOutputs)
        {
            Array.Reverse(outputs);
        }

        nint input;
        fixed (NamedVStreamParams* first = inputs)
        {
            Check(HailoRT.hailo_create_input_vstreams(Group, first, 1, &input));
        }

        Input = new InputStreamHandle(input, Group);
        var made = new nint[outputs.Length];
        fixed (NamedVStreamParams* first = outputs)
        fixed (nint* streams = made)
        {
            Check(HailoRT.hailo_create_output_vstreams(Group, first, (nuint)outputs.Length, streams));
        }

        OutputStreams = [.. made.Select(stream => new OutputStreamHandle(stream, Group))];
    }

    public NetworkGroupHandle Group { get; }

    public InputStreamHandle Input { get; }

    /// <summary>In the order the library gave them.</summary>
    public OutputStreamHandle[] OutputStreams { get; }

    /// <summary>Outputs as the params list them.</summary>
    public string[] ParameterNames { get; }

    public static VDeviceHandle OpenDevice()
    {
        nint device;
        Check(HailoRT.hailo_create_vdevice(null, &device));
        return new VDeviceHandle(device);
    }

    public static HailoStatus TryOpenDevice(bool byId)
    {
        VDeviceParams parameters;
        Check(HailoRT.hailo_init_vdevice_params(&parameters));
        DeviceId id = default;
        "0000:01:00.0"u8.CopyTo(MemoryMarshal.AsBytes(new Span<DeviceId>(ref id)));
        parameters.DeviceIds = byId ? (nint)(&id) : 0;
        nint device;
        var status = HailoRT.hailo_create_vdevice(&parameters, &device);
        if (status is HailoStatus.Success)
        {
            Check(HailoRT.hailo_release_vdevice(device));
        }

        return status;
    }

    public static HefHandle OpenHef(byte[] bytes)
    {
        Check(TryOpenHef(bytes, out var hef));
        return hef!;
    }

    public static HailoStatus TryOpenHef(byte[] bytes, out HefHandle? hef)
    {
        nint opened = 0;
        fixed (byte* first = bytes)
        {
            var status = HailoRT.hailo_create_hef_buffer(&opened, first, (nuint)bytes.Length);
            hef = status is HailoStatus.Success ? new HefHandle(opened) : null;
            return status;
        }
    }

    public static HailoStatus TryConfigure(VDeviceHandle device, HefHandle hef)
    {
        nint group;
        nuint count = 1;
        return HailoRT.hailo_configure_vdevice(device, hef, null, &group, &count);
    }

    public static VStreamInfo[] Infos(HefHandle hef)
    {
        nuint count = 0;
        VStreamInfo none;
        Assert.Equal(HailoStatus.InsufficientBuffer, HailoRT.hailo_hef_get_all_vstream_infos(hef, null, &none, &count));
        var infos = new VStreamInfo[count];
        fixed (VStreamInfo* first = infos)
        {
            Check(HailoRT.hailo_hef_get_all_vstream_infos(hef, null, first, &count));
        }

        return infos;
    }

    public static string NameOf(VStreamInfo info) => CharsText.Of(info.Name);

    public static string NameOf(NamedVStreamParams parameters) => CharsText.Of(parameters.Name);

    /// <summary>Name of an output as the stream itself tells.</summary>
    public string NameOf(OutputStreamHandle stream)
    {
        VStreamInfo info;
        Check(HailoRT.hailo_get_output_vstream_info(stream, &info));
        return NameOf(info);
    }

    public OutputStreamHandle Output(string name) => OutputStreams.Single(stream => NameOf(stream) == name);

    public HailoStatus Write(ReadOnlySpan<byte> frame)
    {
        fixed (byte* bytes = frame)
        {
            return HailoRT.hailo_vstream_write_raw_buffer(Input, bytes, (nuint)frame.Length);
        }
    }

    public HailoStatus Read<T>(OutputStreamHandle stream, Span<T> frame)
        where T : unmanaged
    {
        fixed (T* numbers = frame)
        {
            return HailoRT.hailo_vstream_read_raw_buffer(stream, numbers, (nuint)(frame.Length * sizeof(T)));
        }
    }

    /// <summary>One frame through the whole model; the outputs as float32 by name.</summary>
    public Dictionary<string, float[]> Run(ReadOnlySpan<byte> frame)
    {
        Check(Write(frame));
        return OutputStreams.ToDictionary(NameOf, stream =>
        {
            nuint size;
            Check(HailoRT.hailo_get_output_vstream_frame_size(stream, &size));
            var numbers = new float[size / sizeof(float)];
            Check(Read(stream, numbers.AsSpan()));
            return numbers;
        });
    }

    public void Dispose()
    {
        foreach (var stream in OutputStreams)
        {
            stream.Dispose();
        }

        Input.Dispose();
        Group.Dispose();
        if (_ownsDevice)
        {
            _device.Dispose();
        }

        _hef.Dispose();
    }

    public static void Check(HailoStatus status) => Assert.Equal(HailoStatus.Success, status);

    private static NetworkGroupHandle Configure(VDeviceHandle device, HefHandle hef)
    {
        var parameters = (ConfigureParams*)NativeMemory.AllocZeroed((nuint)sizeof(ConfigureParams));
        nint group;
        nuint count = 1;
        Check(HailoRT.hailo_init_configure_params_by_vdevice(hef, device, parameters));
        Check(HailoRT.hailo_configure_vdevice(device, hef, parameters, &group, &count));
        NativeMemory.Free(parameters);
        return new NetworkGroupHandle(group, device);
    }

    private static NamedVStreamParams[] Inputs(NetworkGroupHandle group, uint timeoutMs)
    {
        var parameters = new NamedVStreamParams[1];
        nuint count = 1;
        fixed (NamedVStreamParams* first = parameters)
        {
            Check(HailoRT.hailo_make_input_vstream_params(group, 0, FormatType.Auto, first, &count));
            first->Params.TimeoutMs = timeoutMs;
        }

        return parameters;
    }

    private static NamedVStreamParams[] Outputs(NetworkGroupHandle group, FormatType type, uint timeoutMs)
    {
        var parameters = new NamedVStreamParams[40];
        nuint count = 40;
        fixed (NamedVStreamParams* first = parameters)
        {
            Check(HailoRT.hailo_make_output_vstream_params(group, 0, type, first, &count));
        }

        for (var i = 0; i < (int)count; i++)
        {
            parameters[i].Params.TimeoutMs = timeoutMs;
        }

        return parameters[..(int)count];
    }
}
