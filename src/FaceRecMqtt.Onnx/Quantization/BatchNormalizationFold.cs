using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Folds a batch normalisation into the convolution before it, as every compiler for integers does before it quantises.</summary>
/// <remarks><c>w' = w · γ / √(σ² + ε)</c> for each output channel, <c>b' = (b − μ) · γ / √(σ² + ε) + β</c>; the normalisation's own spread no longer costs bits.</remarks>
internal static class BatchNormalizationFold
{
    private const float DefaultEpsilon = 1e-5f;

    /// <summary>Folds each one whose convolution feeds nothing else and whose numbers are float32 weights; others stay.</summary>
    /// <param name="graph">A <c>GraphProto</c>.</param>
    /// <param name="folded">Number of normalisations folded.</param>
    /// <returns>The graph; the same object where nothing was folded.</returns>
    /// <exception cref="GraphFormatException">It is damaged.</exception>
    public static WireMessage Apply(WireMessage graph, out int folded)
    {
        var view = new GraphView(graph);
        var replaced = new Dictionary<int, WireField[]>();
        for (var node = 0; node < view.Nodes.Count; node++)
        {
            if (view.Nodes[node] is { IsOwn: true, Operator: "BatchNormalization", Inputs.Count: 5 } && Convolution(view, node) is { } convolution)
            {
                replaced[convolution] = Folded(view, convolution, node);
                replaced[node] = [];
            }
        }

        folded = replaced.Count / 2;
        return folded == 0 ? graph : Rewritten(graph, replaced);
    }

    private static int? Convolution(GraphView view, int node)
    {
        var inputs = view.Nodes[node].Inputs;
        if (view.MakerOf(inputs[0]) is not { } maker
            || view.Nodes[maker] is not { IsOwn: true, Operator: "Conv" } convolution
            || view.OnlyReaderOf(inputs[0]) is null
            || view.Nodes[node].Outputs.Skip(1).Any(output => output.Length > 0))
        {
            return null;
        }

        var hasWeights = inputs.Skip(1).Concat(convolution.Inputs.Skip(1).Where(name => name.Length > 0)).All(name => view.WeightOf(name) is not null);
        return hasWeights ? maker : null;
    }

    private static WireField[] Folded(GraphView view, int convolution, int normalisation)
    {
        var (node, inputs) = (view.Nodes[convolution], view.Nodes[normalisation].Inputs);
        var weights = view.WeightOf(node.Inputs[1])!;
        var bias = node.Inputs.Count > 2 && node.Inputs[2].Length > 0 ? view.WeightOf(node.Inputs[2])!.Values : new float[weights.Shape[0]];
        var numbers = inputs.Skip(1).Select(name => view.WeightOf(name)!.Values).ToArray();
        var (scale, shift, mean, variance) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        var epsilon = OnnxAttribute.ReadReal(view.Fields[normalisation], "epsilon", DefaultEpsilon);
        var inner = weights.Values.Length / bias.Length;
        var (newWeights, newBias) = (new float[weights.Values.Length], new float[bias.Length]);
        for (var channel = 0; channel < bias.Length; channel++)
        {
            var factor = scale[channel] / Math.Sqrt((double)variance[channel] + epsilon);
            newBias[channel] = (float)(((bias[channel] - mean[channel]) * factor) + shift[channel]);
            for (var i = channel * inner; i < (channel + 1) * inner; i++)
            {
                newWeights[i] = (float)(weights.Values[i] * factor);
            }
        }

        var output = view.Nodes[normalisation].Outputs[0];
        var (weightName, biasName) = ($"{output}/folded_weight", $"{output}/folded_bias");
        return
        [
            WireField.Of(GraphFields.Initializer, new OnnxTensor(weightName, weights.Shape, newWeights).ToBytes()),
            WireField.Of(GraphFields.Initializer, new OnnxTensor(biasName, [bias.Length], newBias).ToBytes()),
            OnnxNode.WithOutputs(OnnxNode.WithInputs(view.Fields[convolution], [node.Inputs[0], weightName, biasName]), [output]),
        ];
    }

    private static WireMessage Rewritten(WireMessage graph, Dictionary<int, WireField[]> replaced)
    {
        var fields = new List<WireField>();
        var node = 0;
        foreach (var field in graph.Fields)
        {
            if (field.Number == GraphFields.Node && replaced.TryGetValue(node++, out var instead))
            {
                fields.AddRange(instead);
            }
            else
            {
                fields.Add(field);
            }
        }

        return UnusedWeights.Without(new(fields), graph);
    }
}
