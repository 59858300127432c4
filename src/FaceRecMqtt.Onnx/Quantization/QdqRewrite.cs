using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Writes a plan into a graph as <c>QuantizeLinear</c>/<c>DequantizeLinear</c> nodes.</summary>
/// <param name="view">The graph.</param>
/// <param name="plan">What becomes integers.</param>
/// <param name="grids">Grid of each activation.</param>
internal sealed class QdqRewrite(GraphView view, QuantisationPlan plan, IReadOnlyDictionary<string, UniformGrid> grids)
{
    private readonly Dictionary<string, string> _dequantised = new(StringComparer.Ordinal);

    /// <summary>Rewrites the graph the view was made of.</summary>
    /// <param name="graph">A <c>GraphProto</c>.</param>
    public WireMessage Apply(WireMessage graph)
    {
        var layers = plan.Layers.ToDictionary(layer => layer.Node);
        var fields = new List<WireField>();
        var node = 0;
        foreach (var field in graph.Fields)
        {
            if (field.Number != GraphFields.Node)
            {
                fields.Add(field);
                continue;
            }

            var rewritten = layers.TryGetValue(node, out var layer) ? WithWeights(fields, field, layer) : field;
            AddWithActivation(fields, rewritten, view.Nodes[node]);
            node++;
        }

        return UnusedWeights.Without(new(fields), graph);
    }

    // Weights that several layers share become integers once.
    private WireField WithWeights(List<WireField> fields, WireField node, WeightLayer layer)
    {
        var (bits, inputs) = (plan.BitsOf(layer), view.Nodes[layer.Node].Inputs);
        var name = $"{layer.Weights.Name}/int{bits}/{layer.Axis}";
        if (!_dequantised.TryGetValue(name, out var dequantised))
        {
            var (integers, scales) = PerChannelWeights.Of(layer.Weights, layer.Axis, bits, name);
            fields.Add(integers.ToInitializer());
            fields.Add(Scale($"{name}/scale", [scales.Length], scales));
            dequantised = _dequantised[name] = $"{name}/dequantised";
            fields.Add(OnnxNode.Make("DequantizeLinear", [name, $"{name}/scale"], dequantised, OnnxAttribute.Make("axis", layer.Axis)));
        }

        return OnnxNode.WithInputs(node, [inputs[0], dequantised, .. inputs.Skip(2)]);
    }

    // The maker's output gets another name, so that readers and the graph's own outputs see the rounded values under the old one.
    private void AddWithActivation(List<WireField> fields, WireField node, OnnxNode read)
    {
        if (read.Outputs.Count == 0 || !grids.TryGetValue(read.Outputs[0], out var grid))
        {
            fields.Add(node);
            return;
        }

        var name = read.Outputs[0];
        string[] parameters = [$"{name}/scale", $"{name}/zero_point"];
        fields.Add(OnnxNode.WithOutputs(node, [$"{name}/float", .. read.Outputs.Skip(1)]));
        fields.Add(Scale(parameters[0], [], [grid.Scale]));
        fields.Add(new IntegerTensor(parameters[1], grid.Highest > byte.MaxValue ? IntegerType.Unsigned16 : IntegerType.Unsigned8, [], [grid.ZeroPoint]).ToInitializer());
        fields.Add(OnnxNode.Make("QuantizeLinear", [$"{name}/float", .. parameters], $"{name}/quantised"));
        fields.Add(OnnxNode.Make("DequantizeLinear", [$"{name}/quantised", .. parameters], name));
    }

    private static WireField Scale(string name, long[] shape, float[] values) => WireField.Of(GraphFields.Initializer, new OnnxTensor(name, shape, values).ToBytes());
}
