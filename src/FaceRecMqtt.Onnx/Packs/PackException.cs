namespace FaceRecMqtt.Onnx.Packs;

/// <summary>A pack cannot be used or installed; what was installed before is untouched.</summary>
/// <param name="fault">The kind of problem.</param>
/// <param name="message">What is wrong, with file and key, and what helps.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class PackException(PackFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of problem.</summary>
    public PackFault Fault { get; } = fault;
}
