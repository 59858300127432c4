namespace FaceRecMqtt.Hailo.Hef;

/// <summary>Type of one value at the device, before the library turns it into float; the number is its bytes.</summary>
public enum HefDataType
{
    /// <summary>Unsigned, 8 bits; HailoRT's UINT8.</summary>
    Bits8 = 1,

    /// <summary>Unsigned, 16 bits, little endian; HailoRT's UINT16.</summary>
    Bits16 = 2,
}
