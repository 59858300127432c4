using FaceRecMqtt.Faces.Backends;
using Microsoft.ML.OnnxRuntime;

namespace FaceRecMqtt.Onnx.Sessions;

/// <summary>A session with one float input and float outputs in buffers that every run reuses, so that a run allocates nothing.</summary>
/// <remarks>Calls come from one thread at a time.</remarks>
internal sealed class BoundModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];
    private readonly float[] _input;

    private BoundModel(string file, InferenceSession session, long[] shape)
    {
        File = file;
        _session = session;
        _binding = session.CreateIoBinding();
        _input = Pinned(shape);
        var input = Tensor(_input, shape);
        _binding.BindInput(session.InputNames[0], input);
        Outputs = [.. OutputShapes(input).Zip(session.OutputNames, Bind)];
    }

    /// <summary>File name, for messages.</summary>
    internal string File { get; }

    /// <summary>The input tensor, row-major; written by the caller before <see cref="Run"/>.</summary>
    internal Span<float> Input => _input;

    /// <summary>The outputs in the file's order.</summary>
    internal IReadOnlyList<ModelOutput> Outputs { get; }

    /// <summary>Opens a model file, checks that it takes what the manifest states, and hands it to what will own it.</summary>
    /// <typeparam name="T">The owner.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="shape">Input shape as stated, <c>[1, channels, height, width]</c>.</param>
    /// <param name="threads">Threads that compute one run, at least 1.</param>
    /// <param name="make">Makes the owner, who disposes the model; when it throws, the model is disposed here.</param>
    /// <exception cref="BackendException">The file is missing, broken or takes something else.</exception>
    internal static T Open<T>(string path, long[] shape, int threads, Func<BoundModel, T> make)
    {
        var file = Path.GetFileName(path);
        if (!System.IO.File.Exists(path))
        {
            throw new BackendException($"{file} is not in {Path.GetDirectoryName(path)}; fetch the pack again with `facerec models fetch`.");
        }

        IDisposable? opened = null;
        try
        {
            using var settings = SessionSettings.Create(threads);
#pragma warning disable CA2000 // The session belongs to the model, the model to what is made of it.
            var session = new InferenceSession(path, settings);
            opened = session;
            ModelChecks.Input(file, session, shape);
            ModelChecks.Outputs(file, session);
            var model = new BoundModel(file, session, shape);
#pragma warning restore CA2000
            opened = model;
            return make(model);
        }
        catch (Exception e)
        {
            opened?.Dispose();
            if (Explain(file, e) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>Computes the outputs from the input.</summary>
    /// <exception cref="BackendException">ONNX Runtime failed.</exception>
    internal void Run()
    {
        try
        {
            _session.RunWithBinding(_options, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw new BackendException($"{File} could not be computed: {e.Message}", isTransient: true, e);
        }
    }

    /// <summary>Closes the session and gives its buffers back.</summary>
    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    private static BackendException? Explain(string file, Exception e) => e switch
    {
        OnnxRuntimeException => new BackendException($"{file} is broken or no ONNX model that this ONNX Runtime reads; fetch the pack again. {e.Message}", inner: e),
        DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException =>
            new BackendException($"ONNX Runtime's native library cannot be loaded, so {file} cannot be opened: {(e.InnerException ?? e).Message}", inner: e),
        IOException or UnauthorizedAccessException => new BackendException($"{file} cannot be read: {e.Message}", isTransient: true, e),
        _ => null,
    };

    private static float[] Pinned(long[] shape) =>
        GC.AllocateArray<float>(checked((int)shape.Aggregate(1L, (product, size) => product * size)), pinned: true);

    private OrtValue Tensor(float[] values, long[] shape)
    {
        var tensor = OrtValue.CreateTensorValueFromMemory<float>(OrtMemoryInfo.DefaultInstance, values, shape);
        _values.Add(tensor);
        return tensor;
    }

    // Sizes that follow from the input are only known after a run: one with zeros, which is also the first warm-up.
    private List<long[]> OutputShapes(OrtValue input)
    {
        using var outputs = _session.Run(_options, _session.InputNames, [input], _session.OutputNames);
        return [.. outputs.Select(output => output.GetTensorTypeAndShape().Shape)];
    }

    private ModelOutput Bind(long[] shape, string name)
    {
        var values = Pinned(shape);
        _binding.BindOutput(name, Tensor(values, shape));
        return new ModelOutput(name, shape, values);
    }
}
