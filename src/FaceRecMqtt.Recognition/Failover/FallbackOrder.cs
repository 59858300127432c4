using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Recognition.Switching;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>Who is asked to stand in for a backend: the CPU before devices, which may fail for the same reason; else as configured.</summary>
internal static class FallbackOrder
{
    /// <summary>Names of the others, the first to be tried first.</summary>
    /// <param name="choices">Every configured backend.</param>
    /// <param name="failed">Name of the one that failed.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<BackendChoice> choices, string failed) =>
    [
        .. choices.Where(choice => choice.Name != failed).OrderBy(choice => choice.Kind == BackendKind.Onnx ? 0 : 1).Select(choice => choice.Name),
    ];
}
