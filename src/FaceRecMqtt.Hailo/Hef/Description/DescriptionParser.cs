namespace FaceRecMqtt.Hailo.Hef.Description;

/// <summary>Reads the protobuf message of a HEF (ProtoHEFHef). Source of the field numbers: hef.proto of HailoRT 4.x.</summary>
internal static class DescriptionParser
{
    // ProtoHEFExtensionType
    private const int OutputScalePerFeature = 25;

    // The last millisecond DateTimeOffset can hold.
    private static readonly ulong LatestMilliseconds = (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Reads the message.</summary>
    /// <param name="container">The container it came in.</param>
    /// <param name="message">The message.</param>
    /// <exception cref="HefException">It makes no sense.</exception>
    public static HefFacts Parse(HefContainer container, byte[] message)
    {
        var header = (Architecture: HefArchitecture.Hailo8, Compiler: "", CompiledAt: (DateTimeOffset?)null);
        List<ArraySegment<byte>> groups = [];
        var hasChannelScales = false;
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    header = Header(field.Message);
                    break;
                case 2:
                    Bounded.Add(groups, field.Message, Bounded.Groups, "network groups");
                    break;
                case 5 or 6:
                    hasChannelScales |= ProtoReader.Fields(field.Message).Any(part => part.Number == 1 && part.Small == OutputScalePerFeature);
                    break;
            }
        }

        return groups.Count == 0
            ? throw HefException.Damaged("it has no network group")
            : new HefFacts(container, header.Architecture, header.Compiler, header.CompiledAt, [.. groups.Select(group => GroupParser.Read(group, hasChannelScales))]);
    }

    private static (HefArchitecture Architecture, string Compiler, DateTimeOffset? CompiledAt) Header(ArraySegment<byte> message)
    {
        var header = (Architecture: HefArchitecture.Hailo8, Compiler: "", CompiledAt: (DateTimeOffset?)null);
        foreach (var field in ProtoReader.Fields(message))
        {
            switch (field.Number)
            {
                case 1:
                    header.Architecture = (HefArchitecture)field.Small;
                    break;
                case 2:
                    header.CompiledAt = field.Integer <= LatestMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)field.Integer) : null;
                    break;
                case 3:
                    header.Compiler = field.Text;
                    break;
            }
        }

        return header;
    }
}
