using System.Collections;
using System.Text.Json.Nodes;
using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Rendering;

/// <summary>The configuration as it may be shown to anybody, for the topic <c>info</c>: secrets and logins are masked.</summary>
internal static class ConfigurationJson
{
    /// <summary>Renders all keys with the values that hold.</summary>
    public static JsonObject Render(NodeConfiguration configuration) => Section(SectionSchema.Root, configuration);

    private static JsonObject Section(SectionSchema schema, object section) =>
        new(schema.Keys.Select(key => KeyValuePair.Create(key.Name, Value(key, key.Property.GetValue(section)))));

    private static JsonNode? Value(SettingKey key, object? value) => (key.Kind, value) switch
    {
        (_, null) => null,
        (SettingKind.Section, _) => Section(key.Section!, value),
        (SettingKind.SectionList, IEnumerable list) => new JsonArray([.. list.Cast<object>().Select(item => Section(key.Section!, item))]),
        (SettingKind.TextList, IEnumerable<string> list) => new JsonArray([.. list.Select(text => (JsonNode)text)]),
        (SettingKind.Switch, bool on) => on,
        (SettingKind.Whole, int number) => number,
        // Through its shortest text, or 0.42 would become 0.41999998688697815.
        (SettingKind.Number, float number) => (double)(decimal)number,
        (SettingKind.Duration, TimeSpan duration) => key.InUnit(duration),
        _ => SettingText.Of(key, value),
    };
}
