using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Sessions;

/// <summary>Writes a model of one node, <c>y = x · factor</c>.</summary>
internal static class MulModel
{
    public static void Write(string path, float factor, params long[] shape) =>
        File.WriteAllBytes(path, TinyModel.Make(shape, [OnnxNode.Make("Mul", ["x", "f"], "y")], [new OnnxTensor("f", [], [factor])]));
}
