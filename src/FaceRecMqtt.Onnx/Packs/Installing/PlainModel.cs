using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FaceRecMqtt.Onnx.Packs.Installing;

/// <summary>A model file in the plainest session there is: one thread, nothing bound, nothing reused. What it computes is what others are measured by.</summary>
internal sealed class PlainModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly InputFormat _format;
    private readonly string _name;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Its input.</param>
    /// <exception cref="PackException">ONNX Runtime does not take it.</exception>
    public PlainModel(string path, InputFormat format)
    {
        (_format, _name) = (format, Path.GetFileName(path));
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        // As the node's own sessions: of a quantised model fused 8-bit kernels would compute something else.
        options.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        try
        {
            _session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException fault)
        {
            throw Refused(fault);
        }
    }

    /// <summary>Computes all outputs.</summary>
    /// <param name="pixels">Interleaved RGB of the input's size, or one byte a pixel for grey.</param>
    /// <exception cref="PackException">The model takes another input.</exception>
    public float[][] Run(ReadOnlySpan<byte> pixels)
    {
        var planes = _format.Color is InputColor.Grey ? 1 : 3;
        var size = _format.Width * _format.Height;
        var values = new float[planes * size];
        for (var plane = 0; plane < planes; plane++)
        {
            var channel = _format.Color is InputColor.Bgr ? 2 - plane : plane;
            for (var pixel = 0; pixel < size; pixel++)
            {
                values[(plane * size) + pixel] = (pixels[(pixel * planes) + channel] - _format.Mean) * _format.Scale;
            }
        }

        try
        {
            var input = NamedOnnxValue.CreateFromTensor(_session.InputNames[0], new DenseTensor<float>(values, [1, planes, _format.Height, _format.Width]));
            using var outputs = _session.Run([input]);
            return [.. outputs.Select(output => output.AsEnumerable<float>().ToArray())];
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or InvalidCastException or ArgumentException)
        {
            throw Refused(fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private PackException Refused(Exception fault) => new(
        PackFault.Refused, $"{_name}: ONNX Runtime cannot use it with the input that the manifest states: {fault.Message.Split('\n')[0]}", fault);
}
