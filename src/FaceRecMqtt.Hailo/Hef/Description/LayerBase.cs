namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>Size, type and order of a layer (ProtoHEFEdgeLayerBase).</summary>
/// <param name="Shape">Size as the host sees it.</param>
/// <param name="Type">Type at the device.</param>
/// <param name="Order">Order at the host.</param>
internal readonly record struct LayerBase(HefShape Shape, HefDataType Type, HefOrder Order)
{
    // HEF__net_io_formatter_type_t (hef_internal.hpp), as HailoRT hands each to the host by default.
    private static readonly HefOrder[] HostOrders =
    [
        HefOrder.Nhwc, HefOrder.Nhwc, HefOrder.Nc, HefOrder.Nhwc, HefOrder.BayerRgb, HefOrder.Nhw, HefOrder.NmsByClass, HefOrder.Nhwc,
    ];

    private const int BoxValues = 5;
    private const int LargestSide = 1 << 16;

    /// <summary>Reads one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isTransposed">Whether height and width are swapped.</param>
    /// <exception cref="HefException">It makes no sense.</exception>
    public static LayerBase Read(ArraySegment<byte> message, bool isTransposed)
    {
        var (height, width, channels, format, bytes) = (0, 0, 0, 0, 0);
        HefShape? boxes = null;
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    height = field.Small;
                    break;
                case 3:
                    width = field.Small;
                    break;
                case 5:
                    channels = field.Small;
                    break;
                case 7:
                    format = field.Small;
                    break;
                case 11:
                    boxes = BoxesOf(field.Message);
                    break;
                case 12:
                    bytes = field.Small;
                    break;
            }
        }

        if (format >= HostOrders.Length)
        {
            throw new HefException(HefFault.NotSupported, $"The HEF has a layer of the unknown format {format}.");
        }

        var order = HostOrders[format];
        var isSwapped = isTransposed && order is not HefOrder.Nc;
        var plain = isSwapped ? new HefShape(width, height, channels) : new HefShape(height, width, channels);
        return new LayerBase(Checked(order is HefOrder.NmsByClass ? boxes ?? plain : plain), TypeOf(bytes), order);
    }

    /// <summary>A shape whose sides are sensible.</summary>
    /// <exception cref="HefException">One is not.</exception>
    public static HefShape Checked(HefShape shape) =>
        shape is { Height: >= 1 and <= LargestSide, Width: >= 1 and <= LargestSide, Channels: >= 1 and <= LargestSide }
            ? shape
            : throw HefException.Damaged($"it has a layer of the size {shape}");

    private static HefDataType TypeOf(int bytes) => bytes is 1 or 2
        ? (HefDataType)bytes
        : throw new HefException(HefFault.NotSupported, $"The HEF has a layer of {bytes} bytes per value; 1 and 2 are known.");

    private static HefShape? BoxesOf(ArraySegment<byte> additional)
    {
        HefShape? shape = null;
        foreach (var nms in ProtoReader.Fields(additional).Where(field => field.Number == 1))
        {
            var (classes, most, factor) = (0, 0, 1);
            foreach (var field in ProtoReader.Fields(nms.Message))
            {
                switch (field.Number)
                {
                    case 2:
                        classes = field.Small;
                        break;
                    case 3:
                        most = field.Small;
                        break;
                    case 7:
                        factor = field.Small;
                        break;
                }
            }

            shape = new HefShape(classes, BoxValues, (int)Math.Min((long)most * factor, int.MaxValue));
        }

        return shape;
    }
}
