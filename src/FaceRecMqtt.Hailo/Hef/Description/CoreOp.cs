namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>The part of a network group that runs on the chip (ProtoHEFCoreOp; ProtoHEFNetworkGroup has the same field numbers).</summary>
/// <param name="GroupName">Name of the group in its metadata; may be empty.</param>
/// <param name="BottleneckFps">Frames per second of the slowest layer; null where not stated.</param>
/// <param name="IsTransposed">Whether height and width are swapped everywhere.</param>
/// <param name="Contexts">Contexts, each a message.</param>
/// <param name="SortedOutputs">Outputs in their order: of the fused layers where there are any, else of the group.</param>
/// <param name="Networks">Names of networks without the group.</param>
/// <param name="Layouts">The same for parts of a chip (Hailo-8L), each a message.</param>
internal sealed record CoreOp(
    string GroupName,
    double? BottleneckFps,
    bool IsTransposed,
    IReadOnlyList<ArraySegment<byte>> Contexts,
    IReadOnlyList<string> SortedOutputs,
    IReadOnlyList<string> Networks,
    IReadOnlyList<ArraySegment<byte>> Layouts)
{
    private const int MostContexts = 1024;
    private const int MostLayouts = 64;

    /// <summary>Reads one; of a HEF whose contexts lie in layouts, the first layout, as HailoRT does: inputs and outputs are the same in each.</summary>
    /// <exception cref="HefException">It makes no sense.</exception>
    public static CoreOp Read(ArraySegment<byte> message)
    {
        var whole = ReadOne(message);
        if (whole.Contexts.Count > 0 || whole.Layouts.Count == 0)
        {
            return whole;
        }

        var first = ProtoReader.Fields(whole.Layouts[0]).Where(field => field.Number == 1).Select(field => field.Message).LastOrDefault();
        return first.Array is null ? whole : ReadOne(first);
    }

    private static CoreOp ReadOne(ArraySegment<byte> message)
    {
        var metadata = (Name: "", Fps: (double?)null, IsTransposed: false);
        List<ArraySegment<byte>> contexts = [];
        List<ArraySegment<byte>> layouts = [];
        List<string> sorted = [];
        List<string> networks = [];
        List<string> fused = [];
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    metadata = Metadata(field.Message);
                    break;
                case 3:
                    Bounded.Add(contexts, field.Message, MostContexts, "contexts");
                    break;
                case 4:
                    Bounded.Add(sorted, field.Text, Bounded.Streams, "outputs");
                    break;
                case 5:
                    fused = FusedOutputs(field.Message);
                    break;
                case 6:
                    Bounded.Add(networks, field.Text, Bounded.Networks, "networks");
                    break;
                case 7:
                    Bounded.Add(layouts, field.Message, MostLayouts, "layouts");
                    break;
            }
        }

        return new CoreOp(metadata.Name, metadata.Fps, metadata.IsTransposed, contexts, fused.Count > 0 ? fused : sorted, networks, layouts);
    }

    private static (string Name, double? Fps, bool IsTransposed) Metadata(ArraySegment<byte> message)
    {
        var metadata = (Name: "", Fps: (double?)null, IsTransposed: false);
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    metadata.Name = field.Text;
                    break;
                case 3:
                    metadata.IsTransposed = field.IsSet;
                    break;
                case 4:
                    metadata.Fps = field.Double > 0 ? field.Double : null;
                    break;
            }
        }

        return metadata;
    }

    private static List<string> FusedOutputs(ArraySegment<byte> message)
    {
        var isFused = false;
        List<string> names = [];
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    isFused = field.IsSet;
                    break;
                case 2:
                    Bounded.Add(names, field.Text, Bounded.Streams, "outputs");
                    break;
            }
        }

        return isFused ? names : [];
    }
}
