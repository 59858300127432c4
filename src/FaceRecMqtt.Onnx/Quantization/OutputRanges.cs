using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Sessions;
using Microsoft.ML.OnnxRuntime;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Runs a model on pictures and measures its outputs, so that a grid can be laid over each.</summary>
public static class OutputRanges
{
    /// <summary>Measures.</summary>
    /// <param name="onnx">The model; its first input is <c>[1, 3, height, width]</c>.</param>
    /// <param name="format">Its input; red, green and blue.</param>
    /// <param name="pictures">RGB, three bytes a pixel, of the input's size. Each is done with when the next is asked for.</param>
    /// <param name="stopping">Ends it between two pictures.</param>
    /// <returns>Name of the model's input, and its outputs in its own order.</returns>
    /// <exception cref="QuantiseException">The model cannot be run, there is no picture, or a value is not finite.</exception>
    public static (string Input, IReadOnlyList<OutputRange> Outputs) Measure(byte[] onnx, InputFormat format, IEnumerable<byte[]> pictures, CancellationToken stopping)
    {
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
            using var session = new InferenceSession(onnx, options);
            return (session.InputNames[0], Measure(session, format, pictures, stopping));
        }
        catch (OnnxRuntimeException fault)
        {
            throw new QuantiseException($"the model cannot be run: {fault.Message}", fault);
        }
    }

    private static OutputRange[] Measure(InferenceSession session, InputFormat format, IEnumerable<byte[]> pictures, CancellationToken stopping)
    {
        var names = session.OutputNames;
        var ranges = new OutputRange?[names.Count];
        var pixels = format.Width * format.Height;
        var tensor = new float[3 * pixels];
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(tensor, [1, 3, format.Height, format.Width]);
        foreach (var picture in pictures)
        {
            stopping.ThrowIfCancellationRequested();
            PlanarPixels.Spread(picture.AsSpan(0, 3 * pixels), tensor.AsSpan(0, pixels), tensor.AsSpan(pixels, pixels), tensor.AsSpan(2 * pixels, pixels), format.Mean, format.Scale);
            using var outputs = session.Run(run, [session.InputNames[0]], [input], names);
            for (var i = 0; i < names.Count; i++)
            {
                var values = outputs[i].GetTensorDataAsSpan<float>();
                var shape = outputs[i].GetTensorTypeAndShape().Shape;
                var channels = (int)shape[^1];
                var range = new ValueRange(ranges[i]?.Low ?? float.PositiveInfinity, ranges[i]?.High ?? float.NegativeInfinity).With(values);
                ranges[i] = range.IsFinite
                    ? new(names[i], values.Length / channels, channels, range.Low, range.High)
                    : throw new QuantiseException($"the output {names[i]} is not finite on a picture; the model or its mean and scale are broken");
            }
        }

        return ranges.Contains(null) ? throw new QuantiseException("there is nothing to measure with; give at least one picture") : [.. ranges.OfType<OutputRange>()];
    }
}
