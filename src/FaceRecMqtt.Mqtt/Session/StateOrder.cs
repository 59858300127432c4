namespace FaceRecMqtt.Mqtt.Session;

/// <summary>The order in which states are said at every connect.</summary>
internal enum StateOrder
{
    /// <summary>The node is online.</summary>
    Online,

    /// <summary>What the node is; also claims its name.</summary>
    Info,

    /// <summary>Home Assistant's devices, which must be known before their states.</summary>
    Discovery,

    /// <summary>Everything else.</summary>
    Values,

    /// <summary>Home Assistant's devices of people: there may be a thousand, so they wait for everything else and keep to a pace.</summary>
    People,
}
