namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>A message from the broker.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="Correlation">What ties a reply to its request; null for none.</param>
/// <param name="IsRetained">Whether it was kept from before the subscription.</param>
internal sealed record LinkMessage(string Topic, byte[] Payload, byte[]? Correlation, bool IsRetained);
