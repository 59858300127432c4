using FaceRecMqtt.Mqtt.Session;

namespace FaceRecMqtt.Mqtt.Discovery;

/// <summary>Ids of our devices, made of the node's random id so that they survive every renaming of topics.</summary>
internal sealed class DeviceIds(MqttOptions options)
{
    public string Node { get; } = $"facerec_{options.NodeId}";

    public string Camera(string camera) => $"{Node}_camera_{camera}";

    public string Person(string person) => $"{Node}_person_{person}";

    public string ConfigTopic(string id) => $"{options.DiscoveryPrefix}/device/{id}/config";

    /// <summary>Filter of the configurations of all devices of everybody.</summary>
    public string AllConfigs => ConfigsBelow(options.DiscoveryPrefix!);

    /// <summary>The same below any prefix.</summary>
    public static string ConfigsBelow(string prefix) => $"{prefix}/device/+/config";
}
