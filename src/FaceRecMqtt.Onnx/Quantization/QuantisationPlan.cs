namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Which weights and activations of a graph become integers, and of how many bits.</summary>
/// <remarks>
/// As a compiler for an NPU fuses: a layer keeps its sum at full width through the activation function that follows, and is rounded behind it.
/// The model's input stays as it is: an NPU is given the picture's own 8 bits, normalisation is part of its first layer.
/// </remarks>
internal sealed class QuantisationPlan
{
    private const int Narrowest = 4;
    private const int Narrow = 8;
    private const int Wide = 16;

    // What only moves values about (Reshape, Resize by the nearest, MaxPool …) needs no rounding of its own.
    private static readonly HashSet<string> Computing = new(StringComparer.Ordinal)
    {
        "Add", "AveragePool", "BatchNormalization", "Clip", "Concat", "Conv", "Div", "Gemm", "GlobalAveragePool", "LeakyRelu", "MatMul", "Mul", "PRelu", "Relu",
        "Sigmoid", "Sub", "Tanh",
    };

    private static readonly HashSet<string> Fused = new(StringComparer.Ordinal) { "Clip", "LeakyRelu", "PRelu", "Relu", "Sigmoid", "Tanh" };

    private readonly int _usualBits;

    private QuantisationPlan(IReadOnlyList<WeightLayer> layers, int usualBits, IReadOnlySet<int> wideNodes, IReadOnlyDictionary<string, int> activations) =>
        (Layers, _usualBits, WideNodes, Activations) = (layers, usualBits, wideNodes, activations);

    /// <summary>All layers with weights, in the graph's order.</summary>
    public IReadOnlyList<WeightLayer> Layers { get; }

    /// <summary>Nodes of the layers with 16 bits.</summary>
    public IReadOnlySet<int> WideNodes { get; }

    /// <summary>Bits of each activation that is quantised; some may turn out to hold no float32 values.</summary>
    public IReadOnlyDictionary<string, int> Activations { get; }

    /// <summary>Bits of a layer's weights.</summary>
    public int BitsOf(WeightLayer layer) => WideNodes.Contains(layer.Node) ? Wide : _usualBits;

    /// <summary>Plans a graph.</summary>
    /// <param name="view">The graph.</param>
    /// <param name="options">How.</param>
    /// <exception cref="QuantiseException">A named layer is not there, or the graph has none.</exception>
    public static QuantisationPlan Make(GraphView view, QuantiseOptions options)
    {
        var layers = WeightLayer.All(view);
        if (layers.Count == 0)
        {
            throw new QuantiseException("the model has no layer with float32 weights; is it quantised already?");
        }

        var wide = options.Mode switch
        {
            PrecisionMode.A8W8 or PrecisionMode.A8W4 => [],
            PrecisionMode.A16W16 => layers,
            _ => WideLayers.Choose(layers, options.Layers),
        };
        var wideNodes = wide.Select(layer => layer.Node).ToHashSet();
        var bits = new int[view.Nodes.Count];
        var activations = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var node = 0; node < bits.Length; node++)
        {
            var isPlain = view.Nodes[node] is { IsOwn: true, Outputs.Count: > 0 } && Computing.Contains(view.Nodes[node].Operator);
            bits[node] = options.Mode is PrecisionMode.A16W16 || wideNodes.Contains(node) || IsWideBefore(view, node, bits) ? Wide : Narrow;
            if (isPlain && !IsFusedIntoNext(view, node))
            {
                activations[view.Nodes[node].Outputs[0]] = bits[node];
            }
        }

        return new(layers, options.Mode is PrecisionMode.A8W4 ? Narrowest : Narrow, wideNodes, activations);
    }

    private static bool IsWideBefore(GraphView view, int node, int[] bits) =>
        Fused.Contains(view.Nodes[node].Operator) && view.MakerOf(view.Nodes[node].Inputs[0]) is { } maker && maker < node && IsFusedIntoNext(view, maker) && bits[maker] == Wide;

    private static bool IsFusedIntoNext(GraphView view, int node) =>
        !Fused.Contains(view.Nodes[node].Operator)
        && view.OnlyReaderOf(view.Nodes[node].Outputs[0]) is { } reader
        && view.Nodes[reader] is { IsOwn: true } next
        && Fused.Contains(next.Operator)
        && next.Inputs[0] == view.Nodes[node].Outputs[0];
}
