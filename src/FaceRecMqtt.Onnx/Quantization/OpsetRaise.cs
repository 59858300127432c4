using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Raises a model to a newer operator set.</summary>
/// <remarks>
/// Source: ONNX's <c>Changelog.md</c>. The operators listed compute the same from the version given to version 21; between, they only got more
/// types and attributes whose defaults keep the old meaning. Others are refused: guessing would change what a model computes.
/// </remarks>
internal static class OpsetRaise
{
    private const long Oldest = 9;

    // Since this file format weights need not be listed as inputs; listed ones could be replaced by a caller, so they are no constants.
    private const long WeightsApart = 4;
    private const int AxesApart = 13;
    private const string Axes = "axes";

    private static readonly Dictionary<string, long> Since = new(StringComparer.Ordinal)
    {
        ["Add"] = Oldest,
        ["AveragePool"] = Oldest,
        ["BatchNormalization"] = Oldest,
        ["Clip"] = 11,
        ["Concat"] = Oldest,
        ["Constant"] = Oldest,
        ["Conv"] = Oldest,
        ["Div"] = Oldest,
        ["Flatten"] = Oldest,
        ["Gather"] = Oldest,
        ["Gemm"] = Oldest,
        ["GlobalAveragePool"] = Oldest,
        ["Identity"] = Oldest,
        ["LeakyRelu"] = Oldest,
        ["MatMul"] = Oldest,
        ["MaxPool"] = Oldest,
        ["Mul"] = Oldest,
        ["PRelu"] = Oldest,
        ["Relu"] = Oldest,
        ["Reshape"] = Oldest,
        ["Resize"] = 11,
        ["Shape"] = Oldest,
        ["Sigmoid"] = Oldest,
        ["Slice"] = 10,
        ["Squeeze"] = Oldest,
        ["Sub"] = Oldest,
        ["Tanh"] = Oldest,
        ["Transpose"] = Oldest,
        ["Unsqueeze"] = Oldest,
    };

    /// <summary>Raises a model; one that is as new already stays.</summary>
    /// <param name="model">The model; changed.</param>
    /// <param name="opset">Version of ONNX's operator set to reach: 13 or 21.</param>
    /// <exception cref="QuantiseException">An operator changed its meaning between.</exception>
    public static void Apply(OnnxModel model, long opset)
    {
        var before = model.Opset;
        if (before >= opset)
        {
            return;
        }

        if (before < Oldest)
        {
            throw new QuantiseException($"the model is written in operator set {before}; export it again with {Oldest} or later");
        }

        var fields = new List<WireField>();
        var weights = model.Graph.All(GraphFields.Initializer).Select(field => OnnxTensor.NameOf(field.Payload)).ToHashSet(StringComparer.Ordinal);
        foreach (var field in model.Graph.Fields)
        {
            if (field.Number == GraphFields.Node)
            {
                fields.AddRange(Raised(field, before));
            }
            else if (field.Number != GraphFields.Input || model.FormatVersion >= WeightsApart || !weights.Contains(GraphView.NameOf(field)))
            {
                fields.Add(field);
            }
        }

        model.Graph = new(fields);
        model.State(opset, Math.Max(model.FormatVersion, opset >= 21 ? 10 : 7));
    }

    private static WireField[] Raised(WireField field, long before)
    {
        var node = OnnxNode.Read(field);
        if (!node.IsOwn)
        {
            return [field];
        }

        if (!Since.TryGetValue(node.Operator, out var since) || before < since)
        {
            throw new QuantiseException(
                $"the operator {node.Operator} ({Called(node)}) of operator set {before} is not converted to newer ones; export the model with operator set 21");
        }

        // Left out of version 13; nothing else means the same.
        if (node.Operator == "Resize" && before < AxesApart && OnnxAttribute.ReadText(field, "coordinate_transformation_mode") == "tf_half_pixel_for_nn")
        {
            throw new QuantiseException($"the operator Resize ({Called(node)}) maps coordinates by tf_half_pixel_for_nn, which newer operator sets lack");
        }

        return node.Operator is "Squeeze" or "Unsqueeze" && before < AxesApart && OnnxAttribute.ReadIntegers(field, Axes) is { } axes
            ? WithAxes(field, node, axes)
            : [field];
    }

    private static WireField[] WithAxes(WireField field, OnnxNode node, IReadOnlyList<long> axes)
    {
        var name = $"{node.Outputs[0]}/{Axes}";
        return
        [
            new IntegerTensor(name, IntegerType.Signed64, [axes.Count], [.. axes]).ToInitializer(),
            OnnxNode.WithInputs(OnnxAttribute.Without(field, Axes), [node.Inputs[0], name]),
        ];
    }

    private static string Called(OnnxNode node) => node.Name.Length > 0 ? node.Name : string.Join(", ", node.Outputs);
}
