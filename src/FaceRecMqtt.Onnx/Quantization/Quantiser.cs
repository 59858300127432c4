using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Makes of a float32 model one that computes with what 4, 8 or 16 bits can hold, so that an NPU's loss can be seen on a CPU.</summary>
/// <remarks>
/// Static quantisation: ranges of activations are measured once on calibration inputs. Weights: signed, symmetric, a scale per output channel.
/// Activations: unsigned, asymmetric, one scale. Biases stay float32: compilers keep them at the width of the sum.
/// </remarks>
public static class Quantiser
{
    // Scales per channel came with 13, integers of 16 bits with 21.
    private const long NarrowOpset = 13;
    private const long WideOpset = 21;

    /// <summary>Quantises a model.</summary>
    /// <param name="file">ONNX file with float32 weights inside; stays as it is.</param>
    /// <param name="inputs">What its activations are measured on.</param>
    /// <param name="options">How.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="QuantiseException">The model cannot be quantised; the message says why.</exception>
    public static QuantisedModel Quantise(ReadOnlyMemory<byte> file, CalibrationInputs inputs, QuantiseOptions options, CancellationToken stopping = default)
    {
        try
        {
            var model = OnnxModel.Read(file);
            OpsetRaise.Apply(model, options.Mode is PrecisionMode.A8W8 or PrecisionMode.A8W4 ? NarrowOpset : WideOpset);
            model.Graph = BatchNormalizationFold.Apply(model.Graph, out var folded);
            var view = new GraphView(model.Graph);
            var plan = QuantisationPlan.Make(view, options);
            var grids = Calibration.Run(model, plan.Activations, inputs, options.Range, stopping);
            model.Graph = new QdqRewrite(view, plan, grids).Apply(model.Graph);
            return new(
                model.ToBytes(),
                [.. plan.Layers.Select(layer => layer.Name)],
                [.. plan.Layers.Where(layer => plan.WideNodes.Contains(layer.Node)).Select(layer => layer.Name)],
                folded,
                grids.Count);
        }
        catch (GraphFormatException fault)
        {
            throw new QuantiseException(fault.Message, fault);
        }
    }
}
