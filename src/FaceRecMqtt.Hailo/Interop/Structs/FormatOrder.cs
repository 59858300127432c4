namespace FaceRecMqtt.Hailo.Interop.Structs;

/// <summary><c>hailo_format_order_t</c>: order of dimensions.</summary>
internal enum FormatOrder
{
    /// <summary>The model's own.</summary>
    Auto = 0,

    /// <summary>Channels innermost.</summary>
    Nhwc = 1,

    /// <summary>A vector.</summary>
    Nc = 6,
}
