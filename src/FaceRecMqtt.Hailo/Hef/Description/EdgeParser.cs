namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>Finds what goes between host and device in a context (ProtoHEFContext).</summary>
/// <param name="group">Name of the group.</param>
/// <param name="core">Its part on the chip.</param>
/// <param name="hasChannelScales">Whether outputs have a scale per channel.</param>
internal sealed class EdgeParser(string group, CoreOp core, bool hasChannelScales)
{
    private const int Boundary = 0;

    /// <summary>Inputs so far.</summary>
    public List<HefStream> Inputs { get; } = [];

    /// <summary>Outputs so far, in the file's order.</summary>
    public List<HefStream> Outputs { get; } = [];

    /// <summary>Names of the context's outputs in their order; for files that keep them there.</summary>
    public List<string> SortedOutputs { get; } = [];

    /// <summary>Full names of the group's networks.</summary>
    public IReadOnlyList<string> Networks { get; } =
        core.Networks.Count == 0 ? [$"{group}/{group}"] : [.. core.Networks.Select(name => $"{group}/{name}")];

    /// <summary>Adds the inputs and outputs of a context.</summary>
    /// <exception cref="HefException">It makes no sense.</exception>
    public void Add(ArraySegment<byte> context)
    {
        foreach (var field in ProtoReader.Fields(context).Where(field => field.Number == 3).SelectMany(field => ProtoReader.Fields(field.Message)))
        {
            switch (field.Number)
            {
                case 2:
                    AddLayer(field.Message);
                    break;
                case 5:
                    Bounded.Add(SortedOutputs, field.Text, Bounded.Streams, "outputs");
                    break;
            }
        }
    }

    private void AddLayer(ArraySegment<byte> layer)
    {
        var isOutput = false;
        var connection = Boundary;
        var network = 0;
        foreach (var field in ProtoReader.Fields(layer))
        {
            switch (field.Number)
            {
                case 1:
                    isOutput = field.IsSet;
                    break;
                case 5:
                    connection = ProtoReader.Fields(field.Message).LastOrDefault(part => part.Number == 3) is { Number: 3 } type ? type.Small : Boundary;
                    break;
                case 6:
                    network = field.Small;
                    break;
            }
        }

        // Layers between two contexts, through the host's memory or a cache are the library's own business.
        if (connection != Boundary)
        {
            return;
        }

        if (network >= Networks.Count)
        {
            throw HefException.Damaged($"a layer names network {network} of {Networks.Count}");
        }

        var shared = new LayerContext(Networks[network], isOutput, core.IsTransposed, hasChannelScales);
        foreach (var field in ProtoReader.Fields(layer))
        {
            LayerParser.ReadEdge(field, shared, isOutput ? Outputs : Inputs);
        }
    }
}
