using System.Reflection;
using System.Text.Json;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Node.Configuration.Schema;

/// <summary>The keys of one section, read from the record that holds it: the record is the only place that declares them.</summary>
/// <param name="Type">The record; has a constructor without parameters that sets the defaults.</param>
/// <param name="Keys">Its keys, in the order they are declared.</param>
internal sealed record SectionSchema(Type Type, IReadOnlyList<SettingKey> Keys)
{
    /// <summary>The whole configuration.</summary>
    public static SectionSchema Root { get; } = Read(typeof(NodeConfiguration));

    /// <summary>A section with all its defaults.</summary>
    public object Create() => Activator.CreateInstance(Type)
        ?? throw new InvalidOperationException($"{Type} needs a constructor without parameters.");

    /// <summary>Paths of all keys below, sections included; entries of lists without an index.</summary>
    public IEnumerable<string> Paths() => Keys.SelectMany(key =>
        (key.Section?.Paths() ?? []).Select(path => $"{key.Name}.{path}").Prepend(key.Name));

    private static SectionSchema Read(Type type)
    {
        var defaults = Activator.CreateInstance(type);
        return new SectionSchema(type,
        [
            .. from property in type.GetProperties()
               let setting = property.GetCustomAttribute<SettingAttribute>()
               where setting is not null
               select ReadKey(property, setting, property.GetValue(defaults)),
        ]);
    }

    private static SettingKey ReadKey(PropertyInfo property, SettingAttribute setting, object? value)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var kind = KindOf(type);
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        return new SettingKey(
            kind is SettingKind.Duration ? $"{name}_{setting.Unit}" : name,
            property,
            setting,
            kind,
            value,
            kind switch
            {
                SettingKind.Section => Read(type),
                SettingKind.SectionList => Read(type.GetGenericArguments()[0]),
                _ => null,
            });
    }

    private static SettingKind KindOf(Type type) =>
        type == typeof(string) ? SettingKind.Text
        : type == typeof(Secret) ? SettingKind.Secret
        : type == typeof(SourceAddress) ? SettingKind.Source
        : type == typeof(bool) ? SettingKind.Switch
        : type == typeof(int) ? SettingKind.Whole
        : type == typeof(float) ? SettingKind.Number
        : type == typeof(TimeSpan) ? SettingKind.Duration
        : type.IsEnum ? SettingKind.Choice
        : type == typeof(IReadOnlyList<string>) ? SettingKind.TextList
        : type.IsGenericType ? SettingKind.SectionList
        : SettingKind.Section;
}
