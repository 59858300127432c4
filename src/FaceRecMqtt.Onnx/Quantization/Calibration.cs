using FaceRecMqtt.Onnx.Graph;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Runs a float32 model on the calibration inputs and chooses a range for each activation.</summary>
internal static class Calibration
{
    // Faces that were not calibrated with reach further: with 30 faces, clipping cost one portrait in eight 0.003 of its cosine, a thousand times
    // what 16 bits cost by rounding. One of 16 bits can be spared for that, one of 8 cannot.
    private const float WideHeadroom = 2;

    /// <summary>Measures.</summary>
    /// <param name="model">The float32 model.</param>
    /// <param name="activations">Bits of each activation.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="method">How a range is chosen.</param>
    /// <param name="stopping">Ends it between two inputs.</param>
    /// <returns>The grid of each activation that holds float32 values.</returns>
    /// <exception cref="QuantiseException">The model cannot be run, there is no input, or a value is not finite.</exception>
    public static IReadOnlyDictionary<string, UniformGrid> Run(
        OnnxModel model, IReadOnlyDictionary<string, int> activations, CalibrationInputs inputs, RangeMethod method, CancellationToken stopping)
    {
        using var session = Open(model, activations.Keys);
        var ranges = new Dictionary<string, ValueRange>(StringComparer.Ordinal);
        Each(session, activations.Keys, inputs, (name, values) => ranges[name] = ranges.GetValueOrDefault(name, ValueRange.Nothing).With(values), stopping);
        if (ranges.Count == 0)
        {
            throw new QuantiseException("there is nothing to calibrate with; give at least one face");
        }

        if (ranges.FirstOrDefault(range => !range.Value.IsFinite) is { Key: { } broken })
        {
            throw new QuantiseException($"the activation {broken} is not finite on the calibration faces; the model or its mean and scale are broken");
        }

        if (method is RangeMethod.MinMax)
        {
            return ranges.ToDictionary(range => range.Key, range => Grid(range.Value, activations[range.Key]), StringComparer.Ordinal);
        }

        var histograms = ranges.ToDictionary(range => range.Key, range => new ValueHistogram(range.Value), StringComparer.Ordinal);
        Each(session, activations.Keys, inputs, (name, values) => histograms[name].Add(values), stopping);
        return histograms.ToDictionary(
            histogram => histogram.Key,
            histogram => Grid(histogram.Value.Choose(method, activations[histogram.Key]), activations[histogram.Key]),
            StringComparer.Ordinal);
    }

    private delegate void Seen(string activation, ReadOnlySpan<float> values);

    private static UniformGrid Grid(ValueRange range, int bits) =>
        UniformGrid.Asymmetric(bits > 8 ? new(range.Low * WideHeadroom, range.High * WideHeadroom) : range, bits);

    private static InferenceSession Open(OnnxModel model, IEnumerable<string> activations)
    {
        var graph = model.Graph;
        var given = graph.All(GraphFields.Output).Select(GraphView.NameOf).ToHashSet(StringComparer.Ordinal);
        var added = activations.Where(name => !given.Contains(name)).Select(name => WireField.Of(GraphFields.Output, new WireMessage([WireField.Of(1, name)]).ToBytes()));
        model.Graph = new([.. graph.Fields, .. added]);
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            return new InferenceSession(model.ToBytes(), options);
        }
        catch (OnnxRuntimeException fault)
        {
            throw new QuantiseException($"ONNX Runtime does not take the model: {fault.Message}", fault);
        }
        finally
        {
            model.Graph = graph;
        }
    }

    private static void Each(InferenceSession session, IEnumerable<string> activations, CalibrationInputs inputs, Seen seen, CancellationToken stopping)
    {
        string[] names = [.. activations];
        using var options = new RunOptions();
        foreach (var tensor in inputs.Tensors)
        {
            stopping.ThrowIfCancellationRequested();
            try
            {
                using var input = OrtValue.CreateTensorValueFromMemory(tensor, [.. inputs.Shape]);
                using var outputs = session.Run(options, [session.InputNames[0]], [input], names);
                foreach (var (name, output) in names.Zip(outputs))
                {
                    if (output.GetTensorTypeAndShape() is { ElementDataType: TensorElementType.Float })
                    {
                        seen(name, output.GetTensorDataAsSpan<float>());
                    }
                }
            }
            catch (OnnxRuntimeException fault)
            {
                throw new QuantiseException($"the model cannot be run on a face: {fault.Message}", fault);
            }
        }
    }
}
