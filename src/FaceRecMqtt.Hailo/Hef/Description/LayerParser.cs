namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>Reads the tensors of a layer at the edge of the device: one, several that share a stream, or a picture of several planes.</summary>
internal static class LayerParser
{
    private const int Single = 1;
    private const int Multiplexed = 2;
    private const int Planes = 3;

    // The compiler nests one level; the limit keeps a hostile file from exhausting the stack.
    private const int DeepestNesting = 8;

    /// <summary>Reads the tensors of a ProtoHEFEdgeLayer.</summary>
    /// <param name="field">One of its fields.</param>
    /// <param name="context">What it has from its group.</param>
    /// <param name="streams">The list they are added to.</param>
    /// <exception cref="HefException">It makes no sense.</exception>
    public static void ReadEdge(ProtoField field, LayerContext context, List<HefStream> streams) =>
        Read(field.Number switch { 3 => Single, 4 => Multiplexed, 8 => Planes, _ => 0 }, field, context, streams, 0);

    private static void Read(int kind, ProtoField field, LayerContext context, List<HefStream> streams, int depth)
    {
        switch (kind)
        {
            case Single:
                Bounded.Add(streams, Info(field.Message, context), Bounded.Streams, "inputs and outputs");
                break;
            case Multiplexed when depth >= DeepestNesting:
                throw HefException.Damaged($"its layers are nested deeper than {DeepestNesting}");
            case Multiplexed:
                foreach (var part in ProtoReader.Fields(field.Message).Where(part => part.Number == 5).SelectMany(part => ProtoReader.Fields(part.Message)))
                {
                    Read(part.Number, part, context, streams, depth + 1);
                }

                break;
            case Planes:
                Bounded.Add(streams, Picture(field.Message, context), Bounded.Streams, "inputs and outputs");
                break;
        }
    }

    private static HefStream Info(ArraySegment<byte> message, LayerContext context)
    {
        var name = "";
        ArraySegment<byte> size = default;
        ArraySegment<byte> numbers = default;
        List<string> nodes = [];
        var isTransposed = context.IsTransposed;
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    name = field.Text;
                    break;
                case 2:
                    size = field.Message;
                    break;
                case 3:
                    numbers = field.Message;
                    break;
                case 5:
                    Bounded.Add(nodes, field.Text, Bounded.Names, "nodes of a layer");
                    break;
                case 6:
                    isTransposed |= field.IsSet;
                    break;
            }
        }

        Bounded.Name(name, "a layer");
        var layer = LayerBase.Read(OrEmpty(size), isTransposed);
        var channels = context is { HasChannelScales: true, IsOutput: true } && layer.Order is not HefOrder.NmsByClass ? layer.Shape.Channels : 0;
        return new HefStream(name, context.Network, layer.Shape, layer.Type, layer.Order, NumericParser.Read(OrEmpty(numbers), channels), nodes);
    }

    private static HefStream Picture(ArraySegment<byte> message, LayerContext context)
    {
        var (name, format, height, width, channels) = ("", 0, 0, 0, 0);
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    name = field.Text;
                    break;
                case 2:
                    format = field.Small;
                    break;
                case 4:
                    height = field.Small;
                    break;
                case 5:
                    width = field.Small;
                    break;
                case 6:
                    channels = field.Small;
                    break;
            }
        }

        var order = format switch
        {
            0 => HefOrder.Nv12,
            1 => HefOrder.Nv21,
            2 => HefOrder.I420,
            _ => throw new HefException(HefFault.NotSupported, $"The HEF has a picture of the unknown format {format}."),
        };
        return new HefStream(
            Bounded.Name(name, "a picture"), context.Network, LayerBase.Checked(new HefShape(height, width, channels)), HefDataType.Bits8, order, null, []);
    }

    private static ArraySegment<byte> OrEmpty(ArraySegment<byte> message) => message.Array is null ? ArraySegment<byte>.Empty : message;
}
