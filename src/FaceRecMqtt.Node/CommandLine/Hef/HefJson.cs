using System.Globalization;
using System.Text.Json.Nodes;
using FaceRecMqtt.Hailo.Hef;

namespace FaceRecMqtt.Node.CommandLine.Hef;

/// <summary>What a HEF says about itself, for scripts.</summary>
internal static class HefJson
{
    /// <summary>One JSON object in one line; keys in snake_case, lengths in bytes, shapes as [height, width, channels].</summary>
    /// <param name="facts">What it says.</param>
    /// <param name="reader">What read it.</param>
    public static string Of(HefFacts facts, string reader) => new JsonObject
    {
        ["architecture"] = facts.Architecture.Key(),
        ["runs_on"] = facts.Architecture.RunsOnText(),
        ["fits_hailo8"] = facts.Architecture.FitOn(HailoChip.Hailo8) is not HefFit.Refused,
        ["fits_hailo8l"] = facts.Architecture.FitOn(HailoChip.Hailo8L) is not HefFit.Refused,
        ["container_version"] = facts.Container.Version,
        ["hash_kind"] = facts.HashName,
        ["hash"] = facts.Container.HashText,
        ["hash_matches"] = true,
        ["compiler"] = facts.CompilerText,
        ["made_for_hailort"] = CompilerMatch.HailoRTOf(facts) is { } made ? string.Create(CultureInfo.InvariantCulture, $"{made.Major}.{made.Minor}") : null,
        ["compiled_at"] = facts.CompiledAt?.ToString("O", CultureInfo.InvariantCulture),
        ["reader"] = reader,
        ["groups"] = List(facts.Groups, Group),
    }.ToJsonString();

    private static JsonObject Group(HefGroup group) => new()
    {
        ["name"] = group.Name,
        ["networks"] = List(group.Networks, name => JsonValue.Create(name)),
        ["contexts"] = group.ContextCount,
        ["bottleneck_fps"] = group.BottleneckFps,
        ["inputs"] = List(group.Inputs, input => Stream(input, null)),
        ["outputs"] = List(group.Outputs, output => Stream(output, OutputRole.Of(group, output))),
        ["host_steps"] = List(group.HostSteps, name => JsonValue.Create(name)),
    };

    private static JsonObject Stream(HefStream stream, string? role) => new()
    {
        ["name"] = stream.Name,
        ["network"] = stream.Network,
        ["type"] = HefNames.Of(stream.Type),
        ["order"] = HefNames.Of(stream.Order),
        ["shape"] = new JsonArray(stream.Shape.Height, stream.Shape.Width, stream.Shape.Channels),
        ["frame_bytes"] = stream.FrameBytes,
        ["quantization"] = stream.Quantization is { } numbers ? Quantization(numbers) : null,
        ["original_names"] = List(stream.OriginalNames, name => JsonValue.Create(name)),
        ["role_hint"] = role,
    };

    private static JsonObject Quantization(HefQuantization numbers) => new()
    {
        ["zero_point"] = numbers.ZeroPoint,
        ["scale"] = numbers.Scale,
        ["lowest"] = numbers.Lowest,
        ["highest"] = numbers.Highest,
        ["channels"] = List(numbers.Channels, channel => new JsonArray(channel.ZeroPoint, channel.Scale)),
    };

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> form) => new([.. items.Select(form)]);
}
