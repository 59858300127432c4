namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>Reads a network group (ProtoHEFNetworkGroup): older files describe it directly, newer ones as operations of which one runs on the chip.</summary>
internal static class GroupParser
{
    /// <summary>Reads one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="hasChannelScales">Whether outputs have a scale per channel.</param>
    /// <exception cref="HefException">It makes no sense.</exception>
    public static HefGroup Read(ArraySegment<byte> message, bool hasChannelScales)
    {
        var name = "";
        ArraySegment<byte> onChip = default;
        List<string> steps = [];
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 8:
                    ReadOperation(field.Message, ref onChip, steps);
                    break;
                case 10:
                    name = field.Text;
                    break;
            }
        }

        var core = CoreOp.Read(onChip.Array is null ? message : onChip);
        return Build(Bounded.Name(name.Length > 0 ? name : core.GroupName, "a network group"), core, steps, hasChannelScales);
    }

    private static void ReadOperation(ArraySegment<byte> operation, ref ArraySegment<byte> onChip, List<string> steps)
    {
        var name = "";
        var isOnHost = false;
        foreach (var field in ProtoReader.Fields(operation))
        {
            switch (field.Number)
            {
                case 1:
                    name = field.Text;
                    break;
                case 4 when onChip.Array is not null:
                    throw new HefException(HefFault.NotSupported, "The HEF has a network group with two parts on the chip.");
                case 4:
                    onChip = field.Message;
                    break;
                case 5 or 6:
                    isOnHost = true;
                    break;
            }
        }

        if (isOnHost)
        {
            Bounded.Add(steps, name, Bounded.Names, "steps on the host");
        }
    }

    private static HefGroup Build(string name, CoreOp core, List<string> steps, bool hasChannelScales)
    {
        var edges = new EdgeParser(name, core, hasChannelScales);
        foreach (var context in core.Contexts)
        {
            edges.Add(context);
        }

        if (edges.Inputs.Count == 0 || edges.Outputs.Count == 0)
        {
            throw HefException.Damaged($"the group {name} has {edges.Inputs.Count} inputs and {edges.Outputs.Count} outputs");
        }

        if (edges.Inputs.Concat(edges.Outputs).GroupBy(stream => stream.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw HefException.Damaged($"two inputs or outputs are named {twice.Key}");
        }

        var order = core.SortedOutputs.Count > 0 ? core.SortedOutputs : edges.SortedOutputs;
        var places = order.Select((output, index) => (output, index)).DistinctBy(place => place.output).ToDictionary(place => place.output, place => place.index);
        var outputs = edges.Outputs.OrderBy(output => places.GetValueOrDefault(output.Name, int.MaxValue)).ToList();
        return new HefGroup(name, edges.Networks, edges.Inputs, outputs, core.Contexts.Count, core.BottleneckFps, steps);
    }
}
