using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Hailo.Interop.Handles;
using FaceRecMqtt.Hailo.Interop.Structs;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>The streams of a model on a device: bytes in as they are, floats out. Each stream is known by its own name, never by its place in a list.</summary>
/// <remarks>
/// The library lists parameters by the alphabet, descriptions in the HEF's order, and makes streams in a third, so every handle is asked who it is.
/// Owns the streams.
/// </remarks>
internal sealed unsafe class ModelStreams : IDisposable
{
    /// <summary>How long one read or write may wait.</summary>
    internal const int TimeoutMilliseconds = 1000;

    private const int MostStreams = 40;

    private readonly List<InputStreamHandle> _inputs = [];
    private readonly List<OutputStreamHandle> _outputs = [];

    private ModelStreams(NetworkGroupHandle group) => Group = group;

    /// <summary>The model on its device.</summary>
    internal NetworkGroupHandle Group { get; }

    /// <summary>The only input.</summary>
    internal ModelTensor Input { get; private set; } = null!;

    /// <summary>The outputs, by name.</summary>
    internal IReadOnlyList<ModelTensor> Outputs { get; private set; } = [];

    /// <summary>Makes the streams of a configured model.</summary>
    /// <param name="group">The model; owned from here.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="HailoException">The library refused.</exception>
    /// <exception cref="BackendException">The model has not exactly one input, or its buffers are not of the expected kind.</exception>
    internal static ModelStreams Create(NetworkGroupHandle group, string name)
    {
        var streams = new ModelStreams(group);
        try
        {
            streams.MakeInputs(name);
            streams.MakeOutputs(name);
            return streams;
        }
        catch
        {
            streams.Dispose();
            throw;
        }
    }

    /// <summary>Hands one frame over; waits for room.</summary>
    internal HailoStatus Write(byte* frame) => HailoRT.hailo_vstream_write_raw_buffer(_inputs[0], frame, (nuint)Input.FrameBytes);

    /// <summary>Receives one frame of an output; waits for it.</summary>
    internal HailoStatus Read(int output, byte* frame) =>
        HailoRT.hailo_vstream_read_raw_buffer(_outputs[output], frame, (nuint)Outputs[output].FrameBytes);

    /// <summary>Releases the streams; what still is inside a call is released at its end.</summary>
    public void Dispose()
    {
        _inputs.ForEach(stream => stream.Dispose());
        _outputs.ForEach(stream => stream.Dispose());
        Group.Dispose();
    }

    private void MakeInputs(string name)
    {
        var parameters = new NamedVStreamParams[MostStreams];
        var handles = stackalloc nint[MostStreams];
        nuint count = MostStreams;
        fixed (NamedVStreamParams* first = parameters)
        {
            HailoRT.hailo_make_input_vstream_params(Group, 0, FormatType.Uint8, first, &count).ThrowIfFailed($"Preparing the input of {name}");
            LimitWaiting(parameters.AsSpan(0, (int)count));
            HailoRT.hailo_create_input_vstreams(Group, first, count, handles).ThrowIfFailed($"Opening the input of {name}");
        }

        for (var i = 0; i < (int)count; i++)
        {
            _inputs.Add(new InputStreamHandle(handles[i], Group));
        }

        if (_inputs.Count != 1)
        {
            throw new BackendException($"{name} has {_inputs.Count} inputs; a face model has one, so take another HEF.");
        }

        VStreamInfo info;
        nuint bytes;
        HailoRT.hailo_get_input_vstream_info(_inputs[0], &info).ThrowIfFailed($"Asking about the input of {name}");
        HailoRT.hailo_get_input_vstream_frame_size(_inputs[0], &bytes).ThrowIfFailed($"Asking about the input of {name}");
        Input = ModelTensor.Of(info, bytes);
        if (Input.Channels != 3 || Input.FrameBytes != Input.Values)
        {
            throw new BackendException($"{name} takes {Input} in frames of {Input.FrameBytes} bytes; RGB bytes [height,width,3] are given, so take a HEF compiled for RGB.");
        }
    }

    private void MakeOutputs(string name)
    {
        var parameters = new NamedVStreamParams[MostStreams];
        var handles = stackalloc nint[MostStreams];
        nuint count = MostStreams;
        fixed (NamedVStreamParams* first = parameters)
        {
            HailoRT.hailo_make_output_vstream_params(Group, 0, FormatType.Float32, first, &count).ThrowIfFailed($"Preparing the outputs of {name}");
            LimitWaiting(parameters.AsSpan(0, (int)count));
            HailoRT.hailo_create_output_vstreams(Group, first, count, handles).ThrowIfFailed($"Opening the outputs of {name}");
        }

        for (var i = 0; i < (int)count; i++)
        {
            _outputs.Add(new OutputStreamHandle(handles[i], Group));
        }

        Outputs = [.. _outputs.Select(stream => Describe(stream, name))];
        if (Outputs.FirstOrDefault(output => output.FrameBytes != sizeof(float) * output.Values) is { } odd)
        {
            throw new BackendException($"{name} gives {odd} in frames of {odd.FrameBytes} bytes; plain floats are expected, so take a HEF without post-processing inside.");
        }
    }

    private static ModelTensor Describe(OutputStreamHandle stream, string name)
    {
        VStreamInfo info;
        nuint bytes;
        HailoRT.hailo_get_output_vstream_info(stream, &info).ThrowIfFailed($"Asking about an output of {name}");
        HailoRT.hailo_get_output_vstream_frame_size(stream, &bytes).ThrowIfFailed($"Asking about an output of {name}");
        return ModelTensor.Of(info, bytes);
    }

    private static void LimitWaiting(Span<NamedVStreamParams> parameters)
    {
        foreach (ref var stream in parameters)
        {
            stream.Params.TimeoutMs = TimeoutMilliseconds;
        }
    }
}
