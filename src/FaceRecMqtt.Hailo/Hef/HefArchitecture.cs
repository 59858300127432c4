namespace FaceRecMqtt.Hailo.Hef;

/// <summary>What a HEF was compiled for, by its number in the file. Source: hef.proto of HailoRT. Other numbers are internal and stay numbers.</summary>
public enum HefArchitecture
{
    /// <summary>Hailo-8.</summary>
    Hailo8 = 0,

    /// <summary>Hailo-8, the name newer compilers write.</summary>
    Hailo8P = 1,

    /// <summary>Hailo-8R.</summary>
    Hailo8R = 2,

    /// <summary>Hailo-8L.</summary>
    Hailo8L = 3,

    /// <summary>Hailo-15M.</summary>
    Hailo15M = 4,

    /// <summary>Hailo-10H.</summary>
    Hailo10H = 5,

    /// <summary>Hailo-15H.</summary>
    Hailo15H = 103,
}
