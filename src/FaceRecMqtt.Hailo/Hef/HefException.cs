namespace FaceRecMqtt.Hailo.Hef;

/// <summary>A HEF cannot be used.</summary>
/// <param name="fault">Why.</param>
/// <param name="message">What is wrong, as a sentence without the file's name, and what helps.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class HefException(HefFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public HefFault Fault { get; } = fault;

    /// <summary>The file was cut off or changed.</summary>
    internal static HefException Damaged(string what, Exception? inner = null) =>
        new(HefFault.Damaged, $"The HEF is damaged: {what}. Copy or download it again.", inner);
}
