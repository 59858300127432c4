using FaceRecMqtt.Hailo.Hef;

namespace FaceRecMqtt.Node.CommandLine.Hef;

/// <summary>The words HailoRT's own tools use for types and orders.</summary>
internal static class HefNames
{
    /// <summary>Name of a type.</summary>
    public static string Of(HefDataType type) => type is HefDataType.Bits16 ? "UINT16" : "UINT8";

    /// <summary>Name of an order.</summary>
    public static string Of(HefOrder order) => order switch
    {
        HefOrder.BayerRgb => "BAYER RGB",
        HefOrder.NmsByClass => "HAILO NMS BY CLASS",
        _ => order.ToString().ToUpperInvariant(),
    };
}
