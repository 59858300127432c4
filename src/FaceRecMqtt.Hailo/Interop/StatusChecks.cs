namespace FaceRecMqtt.Hailo.Interop;

/// <summary>Turns a failed call into an exception.</summary>
internal static class StatusChecks
{
    /// <summary>Throws unless the call succeeded.</summary>
    /// <param name="status">What the library answered.</param>
    /// <param name="doing">What was being done, as the start of a sentence.</param>
    /// <exception cref="HailoException">It failed.</exception>
    internal static void ThrowIfFailed(this HailoStatus status, string doing)
    {
        if (status is not HailoStatus.Success)
        {
            throw new HailoException(status, doing);
        }
    }
}
