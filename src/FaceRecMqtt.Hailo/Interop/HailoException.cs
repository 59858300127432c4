namespace FaceRecMqtt.Hailo.Interop;

/// <summary>A call into HailoRT failed.</summary>
/// <param name="status">What it answered.</param>
/// <param name="doing">What was being done, as the start of a sentence.</param>
internal sealed class HailoException(HailoStatus status, string doing) : Exception($"{doing}: {StatusText.Of(status)}")
{
    /// <summary>What the library answered.</summary>
    internal HailoStatus Status { get; } = status;
}
