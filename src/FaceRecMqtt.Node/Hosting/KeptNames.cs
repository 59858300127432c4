using System.Text.Json;
using System.Text.Json.Serialization;
using FaceRecMqtt.Mqtt.Session;
using FaceRecMqtt.Mqtt.Topics;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Names and discovery prefixes the node has had, kept in the data folder: what it left under them is found again.</summary>
/// <param name="Names">The names, the newest last.</param>
/// <param name="Prefixes">The prefixes, the newest last.</param>
internal sealed record KeptNames(IReadOnlyList<FormerName> Names, IReadOnlyList<string> Prefixes)
{
    /// <summary>Older ones are forgotten.</summary>
    public const int Most = 8;

    private const string FileName = "names.json";

    /// <summary>Adds the names in use to those kept, and gives the former ones to the options.</summary>
    /// <param name="dataFolder">The prepared data folder.</param>
    /// <param name="options">With the names in use.</param>
    /// <returns>The options with what is former.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static MqttOptions Remember(string dataFolder, MqttOptions options)
    {
        var path = Path.Combine(dataFolder, FileName);
        var kept = Read(path);
        var name = new FormerName(options.BaseTopic, options.Node);
        var names = kept.Names.Where(other => other != name).ToList();
        var prefixes = kept.Prefixes.Where(other => other != options.DiscoveryPrefix).ToList();
        var now = new KeptNames([.. names.Append(name).TakeLast(Most)], [.. (options.DiscoveryPrefix is { } prefix ? prefixes.Append(prefix) : prefixes).TakeLast(Most)]);
        if (!now.Names.SequenceEqual(kept.Names) || !now.Prefixes.SequenceEqual(kept.Prefixes))
        {
            // Written aside and renamed: a killed start leaves the whole file or none.
            var part = path + ".part";
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(now, KeptNamesJson.Default.KeptNames));
            File.Move(part, path, overwrite: true);
        }

        return options with { FormerNames = names, FormerPrefixes = prefixes };
    }

    // A damaged file costs only what could have been tidied up. What it names is checked as the configuration's names are.
    private static KeptNames Read(string path)
    {
        try
        {
            return File.Exists(path) && JsonSerializer.Deserialize(File.ReadAllBytes(path), KeptNamesJson.Default.KeptNames) is { Names: { } names, Prefixes: { } prefixes }
                ? new KeptNames([.. names.Where(name => name is { BaseTopic: { } root, Node: { } node } && IsLevels(root) && TopicName.IsValid(node))], [.. prefixes.Where(IsLevels)])
                : new KeptNames([], []);
        }
        catch (JsonException)
        {
            return new KeptNames([], []);
        }
    }

    private static bool IsLevels(string? text) =>
        text is { Length: > 0 } && text[0] is not ('/' or '$') && text[^1] != '/' && !text.AsSpan().ContainsAny("+#\0");
}

/// <summary>The file's form.</summary>
[JsonSerializable(typeof(KeptNames))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
internal sealed partial class KeptNamesJson : JsonSerializerContext;
