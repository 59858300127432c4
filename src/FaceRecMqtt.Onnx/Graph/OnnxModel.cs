namespace FaceRecMqtt.Onnx.Graph;

/// <summary>An ONNX file: the graph can be replaced, everything else stays byte for byte.</summary>
/// <remarks>Field numbers: <c>ModelProto</c> of onnx.proto, ONNX 1.x.</remarks>
internal sealed class OnnxModel
{
    private const int VersionNumber = 1;
    private const int GraphNumber = 7;
    private const int OperatorSetNumber = 8;
    private const int OperatorSetDomain = 1;
    private const int OperatorSetVersion = 2;
    private WireMessage _file;

    private OnnxModel(WireMessage file, WireMessage graph)
    {
        _file = file;
        Graph = graph;
    }

    /// <summary>The <c>GraphProto</c>; see <see cref="GraphFields"/>.</summary>
    public WireMessage Graph { get; set; }

    /// <summary>Version of ONNX's own operator set; 0 where the file names none.</summary>
    public long Opset => _file.All(OperatorSetNumber).Where(IsOwn).Select(set => WireMessage.Read(set.Payload).Find(OperatorSetVersion)?.Integer ?? 0).FirstOrDefault();

    /// <summary>Version of the file format (IR); 0 where the file names none.</summary>
    public long FormatVersion => _file.Find(VersionNumber)?.Integer ?? 0;

    /// <summary>States other versions; the graph must fit them.</summary>
    /// <param name="opset">Version of ONNX's own operator set.</param>
    /// <param name="format">Version of the file format.</param>
    public void State(long opset, long format) => _file = new([.. _file.Fields.Select(field => field.Number switch
    {
        VersionNumber => WireField.Of(VersionNumber, format),
        OperatorSetNumber when IsOwn(field) => WireField.Of(OperatorSetNumber, new WireMessage(
            [.. WireMessage.Read(field.Payload).Fields.Select(part => part.Number == OperatorSetVersion ? WireField.Of(OperatorSetVersion, opset) : part)]).ToBytes()),
        _ => field,
    })]);

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
            stream.Write(length == field.Payload.Length ? field.Header.Span : WireCoding.TagAndLength(GraphNumber, length));
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

    /// <summary>The model as a file.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        WriteTo(stream);
        return stream.ToArray();
    }

    private static bool IsOwn(WireField set) => WireMessage.Read(set.Payload).Find(OperatorSetDomain)?.Text is null or "" or "ai.onnx";
}
