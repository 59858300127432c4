using FaceRecMqtt.Onnx.Quantization;
using Microsoft.ML.OnnxRuntime;

namespace FaceRecMqtt.Tests.Onnx.Quantization;

/// <summary>Runs models as quantised ones are meant to be run: in float32 between the rounding.</summary>
internal static class QuantisedRun
{
    /// <summary>The first output.</summary>
    public static float[] Of(byte[] model, float[] input, params long[] shape) => All(model, input, shape)[0];

    /// <summary>All outputs, as float32.</summary>
    public static float[][] All(byte[] model, float[] input, params long[] shape)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        using var session = new InferenceSession(model, options);
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var run = new RunOptions();
        using var outputs = session.Run(run, session.InputNames, [tensor], session.OutputNames);
        return [.. outputs.Select(output => output.GetTensorDataAsSpan<float>().ToArray())];
    }

    /// <summary>Values in [-2, 2].</summary>
    public static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 4) - 2))];
    }

    /// <summary>Inputs of a shape for calibration.</summary>
    public static CalibrationInputs Inputs(long[] shape, params int[] seeds) =>
        new(shape, seeds.Select(seed => Values((int)shape.Aggregate((a, b) => a * b), seed)));
}
