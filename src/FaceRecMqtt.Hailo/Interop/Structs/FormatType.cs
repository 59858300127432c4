namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_format_type_t</c>: type of a value.</summary>
internal enum FormatType
{
    /// <summary>The model's own.</summary>
    Auto = 0,

    /// <summary>One byte.</summary>
    Uint8 = 1,

    /// <summary>Two bytes.</summary>
    Uint16 = 2,

    /// <summary>A float.</summary>
    Float32 = 3,
}
