namespace FaceRecMqtt.Onnx.Graph;

/// <summary>Replaces <c>PRelu</c> with a slope per channel by nodes that ONNX Runtime keeps in its blocked layout.</summary>
/// <remarks>
/// <c>PRelu(x) = Relu(x) − slope · Relu(−x)</c>, exactly: the sign change and the slope are depthwise 1 × 1 convolutions, the first with
/// its <c>Relu</c> and the second with the addition fused. <c>PRelu</c> itself has no blocked kernel, so each one also costs two
/// reorders. Measured on <c>fr_feature.onnx</c>, one thread: 6.3 → 2.6 ms; without the blocked layout 8.8 → 6.7 ms.
/// </remarks>
internal static class PReluRewrite
{
    /// <summary>Replaces every such node whose slope is a float32 initializer of shape <c>[C, 1, 1]</c>; others stay.</summary>
    /// <param name="graph">A <c>GraphProto</c>.</param>
    /// <param name="replaced">Number of nodes replaced.</param>
    /// <returns>The graph; the same object where nothing was replaced.</returns>
    /// <exception cref="GraphFormatException">It is damaged.</exception>
    public static WireMessage Apply(WireMessage graph, out int replaced)
    {
        var nodes = graph.All(GraphFields.Node).Select(OnnxNode.Read).ToList();
        var slopes = Slopes(graph, nodes);
        var fields = new List<WireField>();
        replaced = 0;
        foreach (var field in graph.Fields)
        {
            if (field.Number == GraphFields.Node && OnnxNode.Read(field) is var node && SlopeOf(node, slopes) is { } slope)
            {
                fields.AddRange(Equivalent(node, slope));
                replaced++;
            }
            else
            {
                fields.Add(field);
            }
        }

        return replaced == 0 ? graph : new([.. WithoutUnused(fields, slopes.Keys)]);
    }

    private static Dictionary<string, OnnxTensor> Slopes(WireMessage graph, List<OnnxNode> nodes)
    {
        var names = nodes.Where(IsPRelu).Select(node => node.Inputs[1]).ToHashSet(StringComparer.Ordinal);
        var slopes = new Dictionary<string, OnnxTensor>(StringComparer.Ordinal);
        foreach (var field in graph.All(GraphFields.Initializer).Where(field => names.Contains(OnnxTensor.NameOf(field.Payload))))
        {
            if (OnnxTensor.Read(field.Payload) is { Shape: [> 0, 1, 1] } slope)
            {
                slopes[slope.Name] = slope;
            }
        }

        return slopes;
    }

    private static bool IsPRelu(OnnxNode node) => node is { Operator: "PRelu", Domain: "" or "ai.onnx", Inputs.Count: 2, Outputs.Count: 1 };

    private static OnnxTensor? SlopeOf(OnnxNode node, Dictionary<string, OnnxTensor> slopes) =>
        IsPRelu(node) ? slopes.GetValueOrDefault(node.Inputs[1]) : null;

    private static WireField[] Equivalent(OnnxNode node, OnnxTensor slope)
    {
        var (x, y) = (node.Inputs[0], node.Outputs[0]);
        string Name(string part) => $"{y}/prelu/{part}";
        var channels = slope.Values.Length;
        var minusOne = new float[channels];
        Array.Fill(minusOne, -1);
        return
        [
            Weights(Name("minus_one"), minusOne),
            Weights(Name("minus_slope"), Array.ConvertAll(slope.Values, value => -value)),
            OnnxNode.Make("Relu", [x], Name("positive")),
            Depthwise(x, Name("minus_one"), Name("mirrored"), channels),
            OnnxNode.Make("Relu", [Name("mirrored")], Name("negative")),
            Depthwise(Name("negative"), Name("minus_slope"), Name("sloped"), channels),
            OnnxNode.Make("Add", [Name("sloped"), Name("positive")], y),
        ];
    }

    // A constant node, since models before IR version 4 have to list every initializer as an input too.
    private static WireField Weights(string name, float[] values) =>
        OnnxNode.Make("Constant", [], name, OnnxAttribute.Make("value", new OnnxTensor("", [values.Length, 1, 1, 1], values)));

    private static WireField Depthwise(string input, string weights, string output, int channels) =>
        OnnxNode.Make("Conv", [input, weights], output, OnnxAttribute.Make("group", channels));

    // ONNX Runtime warns of every initializer that nobody reads.
    private static IEnumerable<WireField> WithoutUnused(List<WireField> fields, IEnumerable<string> slopes)
    {
        var used = fields.Where(field => field.Number == GraphFields.Node).SelectMany(field => OnnxNode.Read(field).Inputs).ToHashSet(StringComparer.Ordinal);
        var unused = slopes.Where(slope => !used.Contains(slope)).ToHashSet(StringComparer.Ordinal);
        return fields.Where(field => field.Number != GraphFields.Initializer || !unused.Contains(OnnxTensor.NameOf(field.Payload)));
    }
}
