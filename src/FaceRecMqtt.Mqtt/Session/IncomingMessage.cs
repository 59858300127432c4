namespace FaceRecMqtt.Mqtt.Session;

/// <summary>A message from the broker, copied out of the client's buffers.</summary>
/// <param name="Topic">Where it was published.</param>
/// <param name="Payload">Its bytes; empty when <paramref name="Length"/> is over the limit.</param>
/// <param name="Length">How many bytes it had.</param>
/// <param name="Retained">Whether the broker had kept it from earlier.</param>
internal sealed record IncomingMessage(string Topic, byte[] Payload, long Length, bool Retained)
{
    public string? ResponseTopic { get; init; }

    public byte[]? CorrelationData { get; init; }

    /// <summary>Whether the payload was over the limit and was not kept.</summary>
    public bool TooLarge => Length > Payload.Length;
}
