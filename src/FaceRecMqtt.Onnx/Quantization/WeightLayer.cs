using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>A layer with weights that become integers.</summary>
/// <param name="Node">Index of its node.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">Kind: <c>conv</c>, <c>dw</c> (depthwise) or <c>fc</c> (fully connected).</param>
/// <param name="Weights">Its weights.</param>
/// <param name="Axis">Axis of their output channels.</param>
internal sealed record WeightLayer(int Node, LayerName Name, string Kind, OnnxTensor Weights, int Axis)
{
    /// <summary>The layers of a graph, in its order.</summary>
    /// <exception cref="QuantiseException">A convolution's weights are no float32 weights of the file.</exception>
    public static IReadOnlyList<WeightLayer> All(GraphView view)
    {
        var layers = new List<WeightLayer>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < view.Nodes.Count; index++)
        {
            var node = view.Nodes[index];
            if (!node.IsOwn || node.Operator is not ("Conv" or "Gemm" or "MatMul"))
            {
                continue;
            }

            if (view.WeightOf(node.Inputs[1]) is not { Shape.Count: >= 2 } weights)
            {
                if (node.Operator == "MatMul")
                {
                    // Two activations multiplied: no layer, only its result is rounded.
                    continue;
                }

                throw new QuantiseException($"the layer {Called(node)} has no float32 weights in the file ({node.Inputs[1]}); only such models are quantised");
            }

            var kind = KindOf(view, index, weights);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            layers.Add(new(index, new(Called(node), $"{kind}{counts[kind]}"), kind, weights, AxisOf(view, index, weights)));
        }

        return layers;
    }

    private static string KindOf(GraphView view, int index, OnnxTensor weights) => view.Nodes[index].Operator != "Conv"
        ? "fc"
        : OnnxAttribute.ReadInteger(view.Fields[index], "group", 1) is var group and > 1 && group == weights.Shape[0] ? "dw" : "conv";

    private static int AxisOf(GraphView view, int index, OnnxTensor weights) => view.Nodes[index].Operator switch
    {
        "Conv" => 0,
        "Gemm" => OnnxAttribute.ReadInteger(view.Fields[index], "transB", 0) == 1 ? 0 : 1,
        _ => weights.Shape.Count - 1,
    };

    private static string Called(OnnxNode node) => node.Name.Length > 0 ? node.Name : node.Outputs[0];
}
