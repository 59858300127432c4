using FaceRecMqtt.Hailo.Hef;

namespace FaceRecMqtt.Node.CommandLine.Hef;

/// <summary>What a HEF says about itself, for people.</summary>
internal static class HefText
{
    /// <summary>The lines.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="facts">What it says.</param>
    /// <param name="reader">What read it.</param>
    public static IEnumerable<string> Lines(string path, HefFacts facts, string reader)
    {
        var container = facts.Container;
        yield return path;
        yield return $"  chip       {facts.Architecture.Key()}: {facts.Architecture.RunsOnText()}";
        yield return Invariant($"  container  version {container.Version}, {container.DescriptionLength} bytes of description, {container.WeightsLength} of weights");
        yield return $"  hash       {facts.HashName} {container.HashText}, matches";
        yield return $"  compiler   {Compiler(facts)}";
        yield return $"  read by    {reader}";
        foreach (var line in facts.Groups.SelectMany(Lines))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Lines(HefGroup group)
    {
        var contexts = group.ContextCount > 1 ? Invariant($"{group.ContextCount} contexts that take turns") : "single context";
        var speed = group.BottleneckFps is { } fps ? Invariant($", {fps:0} frames/s by the compiler's estimate") : "";
        yield return $"group {group.Name}: {contexts}{speed}; networks: {string.Join(", ", group.Networks)}";
        var nameWidth = group.Inputs.Concat(group.Outputs).Max(stream => stream.Name.Length);
        foreach (var input in group.Inputs)
        {
            yield return Line("in ", input, nameWidth, null);
        }

        foreach (var output in group.Outputs)
        {
            yield return Line("out", output, nameWidth, OutputRole.Of(group, output));
        }

        foreach (var step in group.HostSteps)
        {
            yield return $"  then on the host, by HailoRT: {step}";
        }
    }

    private static string Line(string direction, HefStream stream, int nameWidth, string? role)
    {
        var bytes = stream.FrameBytes is { } frame ? Invariant($"  {frame} B") : "";
        var nodes = stream.OriginalNames.Count > 0 ? $"  [{string.Join(", ", stream.OriginalNames)}]" : "";
        var hint = role is null ? "" : $"  ({role})";
        return $"  {direction}  {stream.Name.PadRight(nameWidth)}  {HefNames.Of(stream.Type)} {HefNames.Of(stream.Order)} {stream.Shape}"
            + $"  {Quantization(stream.Quantization)}{bytes}{nodes}{hint}";
    }

    // Nine digits name a float32 exactly, as facts about quantisation must.
    private static string Quantization(HefQuantization? numbers) => numbers switch
    {
        null => "not quantised",
        { Channels.Count: > 0 } => Invariant(
            $"zp {numbers.Channels.Min(channel => channel.ZeroPoint):G9}..{numbers.Channels.Max(channel => channel.ZeroPoint):G9} scale {numbers.Channels.Min(channel => channel.Scale):G9}..{numbers.Channels.Max(channel => channel.Scale):G9} (per channel) lim {numbers.Lowest:G9}..{numbers.Highest:G9}"),
        _ => Invariant($"zp {numbers.ZeroPoint:G9} scale {numbers.Scale:G9} lim {numbers.Lowest:G9}..{numbers.Highest:G9}"),
    };

    private static string Compiler(HefFacts facts)
    {
        var name = facts.CompilerText.Length == 0 ? "not named" : $"Dataflow Compiler {facts.CompilerText}";
        var match = CompilerMatch.HailoRTOf(facts) is { } made ? Invariant($", made for HailoRT {made.Major}.{made.Minor}") : "";
        return name + match + (facts.CompiledAt is { } at ? Invariant($"; compiled {at.UtcDateTime:yyyy-MM-dd}") : "");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
