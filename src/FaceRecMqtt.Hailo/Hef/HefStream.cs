namespace FaceRecMqtt.Hailo.Hef;

/// <summary>An input or output of a model, what HailoRT calls a vstream.</summary>
/// <param name="Name">Name with its group, such as <c>scrfd_2_5g/conv43</c>.</param>
/// <param name="Network">Network it belongs to, such as <c>scrfd_2_5g/scrfd_2_5g</c>.</param>
/// <param name="Shape">Size of a frame; of <see cref="HefOrder.NmsByClass"/> classes, values of a box, boxes of a class.</param>
/// <param name="Type">Type at the device.</param>
/// <param name="Order">Order at the host.</param>
/// <param name="Quantization">How integers become values; null where the file has none (a picture of several planes).</param>
/// <param name="OriginalNames">Nodes of the model that was compiled.</param>
public sealed record HefStream(
    string Name, string Network, HefShape Shape, HefDataType Type, HefOrder Order, HefQuantization? Quantization, IReadOnlyList<string> OriginalNames)
{
    /// <summary>Bytes of a frame in the device's type; null where the order is no plain tensor.</summary>
    public long? FrameBytes => Order is HefOrder.Nhwc or HefOrder.Nc or HefOrder.Nhw ? Shape.Count * (int)Type : null;
}
