using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Takes out weights that a rewrite left without readers; ONNX Runtime warns of each.</summary>
internal static class UnusedWeights
{
    /// <summary>The graph without weights that nothing reads any more; what nobody read before stays.</summary>
    /// <param name="graph">The rewritten graph.</param>
    /// <param name="before">The graph before.</param>
    public static WireMessage Without(WireMessage graph, WireMessage before)
    {
        var unused = Read(before);
        unused.ExceptWith(Read(graph));
        unused.ExceptWith(graph.All(GraphFields.Output).Select(GraphView.NameOf));
        return new([.. graph.Fields.Where(field => field.Number != GraphFields.Initializer || !unused.Contains(OnnxTensor.NameOf(field.Payload)))]);
    }

    private static HashSet<string> Read(WireMessage graph) =>
        graph.All(GraphFields.Node).SelectMany(node => OnnxNode.Read(node).Inputs).ToHashSet(StringComparer.Ordinal);
}
