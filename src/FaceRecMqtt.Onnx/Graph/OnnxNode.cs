namespace FaceRecMqtt.Onnx.Graph;

/// <summary>A node of a graph, as far as rewrites look at it.</summary>
/// <remarks>Field numbers: <c>NodeProto</c> of onnx.proto, ONNX 1.x.</remarks>
/// <param name="Operator">Its kind, for example <c>Conv</c>.</param>
/// <param name="Domain">Operator set; empty for ONNX's own.</param>
/// <param name="Inputs">Names of what it reads; empty where an optional input is left out.</param>
/// <param name="Outputs">Names of what it makes.</param>
internal sealed record OnnxNode(string Operator, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    /// <summary>Field number of an <c>AttributeProto</c> in a node.</summary>
    public const int AttributeNumber = 5;

    private const int InputNumber = 1;
    private const int OutputNumber = 2;
    private const int NameNumber = 3;
    private const int OperatorNumber = 4;
    private const int DomainNumber = 7;

    /// <summary>Its name; empty where the exporter gave none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it is of ONNX's own operator set.</summary>
    public bool IsOwn => Domain is "" or "ai.onnx";

    /// <summary>Reads a node.</summary>
    /// <exception cref="GraphFormatException">It is damaged.</exception>
    public static OnnxNode Read(WireField field)
    {
        var message = WireMessage.Read(field.Payload);
        return new(
            message.Find(OperatorNumber)?.Text ?? "",
            message.Find(DomainNumber)?.Text ?? "",
            [.. message.All(InputNumber).Select(input => input.Text)],
            [.. message.All(OutputNumber).Select(output => output.Text)])
        {
            Name = message.Find(NameNumber)?.Text ?? "",
        };
    }

    /// <summary>The node with other inputs; all else stays byte for byte.</summary>
    /// <param name="node">A <c>NodeProto</c>.</param>
    /// <param name="inputs">Names of what it reads.</param>
    public static WireField WithInputs(WireField node, IEnumerable<string> inputs) => With(node, InputNumber, inputs);

    /// <summary>The node with other outputs; all else stays byte for byte.</summary>
    /// <param name="node">A <c>NodeProto</c>.</param>
    /// <param name="outputs">Names of what it makes.</param>
    public static WireField WithOutputs(WireField node, IEnumerable<string> outputs) => With(node, OutputNumber, outputs);

    private static WireField With(WireField node, int number, IEnumerable<string> names) => WireField.Of(
        GraphFields.Node,
        new WireMessage([.. names.Select(name => WireField.Of(number, name)), .. WireMessage.Read(node.Payload).Fields.Where(field => field.Number != number)]).ToBytes());

    /// <summary>Makes a node of ONNX's own operator set.</summary>
    /// <param name="kind">Its operator.</param>
    /// <param name="inputs">Names of what it reads.</param>
    /// <param name="output">Name of what it makes.</param>
    /// <param name="attributes">See <see cref="OnnxAttribute"/>.</param>
    public static WireField Make(string kind, IEnumerable<string> inputs, string output, params IEnumerable<WireField> attributes) =>
        WireField.Of(GraphFields.Node, new WireMessage(
        [
            .. inputs.Select(input => WireField.Of(InputNumber, input)),
            WireField.Of(OutputNumber, output),
            WireField.Of(OperatorNumber, kind),
            .. attributes,
        ]).ToBytes());
}
