namespace FaceRecMqtt.Mqtt.Session;

/// <summary>When a message is held to be what the broker cannot bear.</summary>
/// <remarks>Some brokers end the connection instead of refusing a message; sent again for ever it would keep everything else from being said.</remarks>
internal static class Suspicion
{
    /// <summary>A message at whose sending the broker hung up this often is sent alone, to see whether it is the cause.</summary>
    public const int SendAlone = 2;

    /// <summary>A message at whose sending the broker hung up this often is given up.</summary>
    public const int GiveUp = 5;
}
