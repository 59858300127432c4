using FaceRecMqtt.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace FaceRecMqtt.Benchmarks.Inference;

/// <summary>The baseline: ONNX Runtime alone, its input and outputs bound once, nothing read from it.</summary>
internal sealed class BareSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];

    /// <param name="path">The model file.</param>
    /// <param name="shape">Shape of its input.</param>
    /// <param name="tensor">Values of its input; stay as they are.</param>
    /// <param name="settings">Settings of the session; disposed here.</param>
    public BareSession(string path, long[] shape, float[] tensor, SessionOptions settings)
    {
        using (settings)
        {
            _session = new InferenceSession(path, settings);
        }

        _binding = _session.CreateIoBinding();
        var input = Keep(tensor, shape);
        _binding.BindInput(_session.InputNames[0], input);
        using var outputs = _session.Run(_options, _session.InputNames, [input], _session.OutputNames);
        for (var i = 0; i < outputs.Count; i++)
        {
            var form = outputs[i].GetTensorTypeAndShape();
            _binding.BindOutput(_session.OutputNames[i], Keep(new float[form.ElementCount], form.Shape));
        }
    }

    /// <summary>Settings equal to the product's, but with denormals as they come.</summary>
    public static SessionOptions WithDenormals()
    {
        var settings = SessionSettings.Create(threads: 1);
        settings.AddSessionConfigEntry("session.set_denormal_as_zero", "0");
        return settings;
    }

    /// <summary>Computes once.</summary>
    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue Keep(float[] values, long[] shape)
    {
        var pinned = GC.AllocateArray<float>(values.Length, pinned: true);
        values.CopyTo(pinned, 0);
        var tensor = OrtValue.CreateTensorValueFromMemory<float>(OrtMemoryInfo.DefaultInstance, pinned, shape);
        _values.Add(tensor);
        return tensor;
    }
}
