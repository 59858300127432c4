using System.Collections;
using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration;

/// <summary>What differs between two configurations.</summary>
internal static class ConfigurationDifference
{
    /// <summary>Paths of the keys whose values differ: <c>mqtt.host</c>, <c>backends[1].pack</c>; a list of another length by its own name.</summary>
    public static IReadOnlyList<string> Between(NodeConfiguration before, NodeConfiguration after) =>
        [.. Paths(SectionSchema.Root, before, after, "")];

    private static IEnumerable<string> Paths(SectionSchema schema, object before, object after, string prefix) =>
        schema.Keys.SelectMany(key => Paths(key, key.Property.GetValue(before), key.Property.GetValue(after), prefix + key.Name));

    private static IEnumerable<string> Paths(SettingKey key, object? before, object? after, string path) => (before, after) switch
    {
        ({ } old, { } now) when key.Kind is SettingKind.Section => Paths(key.Section!, old, now, path + "."),
        (IEnumerable old, IEnumerable now) when key.Kind is SettingKind.SectionList => Lists(key.Section!, [.. old.Cast<object>()], [.. now.Cast<object>()], path),
        (IEnumerable<string> old, IEnumerable<string> now) when key.Kind is SettingKind.TextList => old.SequenceEqual(now, StringComparer.Ordinal) ? [] : [path],
        _ => Equals(before, after) ? [] : [path],
    };

    private static IEnumerable<string> Lists(SectionSchema schema, object[] before, object[] after, string path) => before.Length != after.Length
        ? [path]
        : before.Zip(after).SelectMany((pair, place) => Paths(schema, pair.First, pair.Second, FormattableString.Invariant($"{path}[{place}].")));
}
