namespace FaceRecMqtt.Hailo.Hef;

/// <summary>How a container proves that it is whole; the hash covers everything behind the header.</summary>
public enum HefHashKind
{
    /// <summary>MD5, container version 0.</summary>
    Md5,

    /// <summary>CRC-32 (IEEE 802.3), container version 1.</summary>
    Crc32,

    /// <summary>XXH3 of 64 bits, container versions 2 and 3.</summary>
    Xxh3,
}
