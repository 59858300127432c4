using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>A graph's nodes with who makes and who reads each tensor.</summary>
internal sealed class GraphView
{
    private readonly Dictionary<string, WireField> _initializers;
    private readonly Dictionary<string, int> _makers = new(StringComparer.Ordinal);
    private readonly ILookup<string, int> _readers;

    /// <summary>Reads a graph.</summary>
    /// <param name="graph">A <c>GraphProto</c>.</param>
    /// <exception cref="GraphFormatException">It is damaged.</exception>
    public GraphView(WireMessage graph)
    {
        Fields = [.. graph.All(GraphFields.Node)];
        Nodes = [.. Fields.Select(OnnxNode.Read)];
        _initializers = new(StringComparer.Ordinal);
        foreach (var field in graph.All(GraphFields.Initializer))
        {
            _initializers[OnnxTensor.NameOf(field.Payload)] = field;
        }

        Outputs = graph.All(GraphFields.Output).Select(field => NameOf(field)).ToHashSet(StringComparer.Ordinal);
        for (var node = 0; node < Nodes.Count; node++)
        {
            foreach (var output in Nodes[node].Outputs)
            {
                _makers[output] = node;
            }
        }

        _readers = Nodes.SelectMany((node, index) => node.Inputs.Where(input => input.Length > 0).Select(input => (input, index)))
            .ToLookup(pair => pair.input, pair => pair.index, StringComparer.Ordinal);
    }

    /// <summary>The nodes as they stand in the file.</summary>
    public IReadOnlyList<WireField> Fields { get; }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; }

    /// <summary>Names of the graph's outputs.</summary>
    public IReadOnlySet<string> Outputs { get; }

    /// <summary>Name of a <c>ValueInfoProto</c>.</summary>
    public static string NameOf(WireField value) => WireMessage.Read(value.Payload).Find(1)?.Text ?? "";

    /// <summary>Index of the node that makes a tensor; null for inputs and weights.</summary>
    public int? MakerOf(string tensor) => _makers.TryGetValue(tensor, out var node) ? node : null;

    /// <summary>Index of the only node that reads a tensor; null where several do, none does, or the graph gives it out.</summary>
    public int? OnlyReaderOf(string tensor) => !Outputs.Contains(tensor) && _readers[tensor].ToArray() is [var only] ? only : null;

    /// <summary>A float32 weight; null where the tensor is none.</summary>
    public OnnxTensor? WeightOf(string tensor) => _initializers.TryGetValue(tensor, out var field) ? OnnxTensor.Read(field.Payload) : null;
}
