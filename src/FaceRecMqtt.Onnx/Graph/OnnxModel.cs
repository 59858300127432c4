namespace FaceRecMqtt.Onnx.Graph;

/// <summary>An ONNX file: the graph can be replaced, everything else stays byte for byte.</summary>
/// <remarks>Field numbers: <c>ModelProto</c> of onnx.proto, ONNX 1.x.</remarks>
internal sealed class OnnxModel
{
    private const int GraphNumber = 7;
    private readonly WireMessage _file;

    private OnnxModel(WireMessage file, WireMessage graph)
    {
        _file = file;
        Graph = graph;
    }

    /// <summary>The <c>GraphProto</c>; see <see cref="GraphFields"/>.</summary>
    public WireMessage Graph { get; set; }

    /// <summary>Reads a model.</summary>
    /// <param name="file">The whole file; must stay unchanged while the model is used.</param>
    /// <exception cref="GraphFormatException">It is no ONNX model.</exception>
    public static OnnxModel Read(ReadOnlyMemory<byte> file)
    {
        var message = WireMessage.Read(file);
        return message.All(GraphNumber).Count() == 1 && message.Find(GraphNumber) is { Kind: WireKind.Bytes } graph
            ? new(message, WireMessage.Read(graph.Payload))
            : throw new GraphFormatException("it has no graph: this is no ONNX file");
    }

    /// <summary>Writes the model.</summary>
    public void WriteTo(Stream stream)
    {
        foreach (var field in _file.Fields)
        {
            // A header that still fits keeps the exporter's own encoding of the length.
            var isGraph = field.Number == GraphNumber;
            var length = isGraph ? Graph.Length : field.Payload.Length;
            stream.Write(length == field.Payload.Length ? field.Header.Span : WireField.HeaderOf(GraphNumber, length));
            if (isGraph)
            {
                Graph.WriteTo(stream);
            }
            else
            {
                stream.Write(field.Payload.Span);
            }
        }
    }
}
