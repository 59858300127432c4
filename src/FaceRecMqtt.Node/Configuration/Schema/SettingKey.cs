using System.Reflection;
using System.Text.Json;

namespace FaceRecMqtt.Node.Configuration.Schema;

/// <summary>One key of the configuration, as its property declares it.</summary>
/// <param name="Name">Key in the file.</param>
/// <param name="Property">The property that holds the value.</param>
/// <param name="Setting">What is declared about it.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Default">Value when the key is left out; null: none.</param>
/// <param name="Section">Keys inside, for a section or a list of them.</param>
internal sealed record SettingKey(
    string Name, PropertyInfo Property, SettingAttribute Setting, SettingKind Kind, object? Default, SectionSchema? Section)
{
    /// <summary>The property's type without its question mark.</summary>
    public Type ValueType { get; } = Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    /// <summary>Words a choice may be.</summary>
    public IReadOnlyList<string> Choices => Kind is not SettingKind.Choice ? []
        : Setting.Choices ?? [.. Enum.GetNames(ValueType).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];

    /// <summary>How many of the unit are in a duration.</summary>
    public double InUnit(TimeSpan duration) => Setting.Unit is "ms" ? duration.TotalMilliseconds : duration.TotalSeconds;

    /// <summary>A duration from a number of the unit.</summary>
    public TimeSpan FromUnit(double number) => Setting.Unit is "ms" ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number);
}
