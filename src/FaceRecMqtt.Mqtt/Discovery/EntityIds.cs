namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Entity ids know lower-case letters, digits and <c>_</c> only.</summary>
internal static class EntityIds
{
    public static string Slug(string name) => name.Replace('-', '_');
}
