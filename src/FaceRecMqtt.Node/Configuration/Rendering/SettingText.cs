using System.Globalization;
using System.Text.Json;
using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Rendering;

/// <summary>Values of keys as they are written in the file.</summary>
internal static class SettingText
{
    /// <summary>The text of a single value or a list of words; of a secret its mask.</summary>
    public static string Of(SettingKey key, object value) => key.Kind switch
    {
        SettingKind.Switch => (bool)value ? "true" : "false",
        SettingKind.Choice => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString() ?? ""),
        SettingKind.Duration => key.InUnit((TimeSpan)value).ToString(CultureInfo.InvariantCulture),
        SettingKind.TextList => ((IReadOnlyList<string>)value) is [var only] ? only : $"[{string.Join(", ", (IReadOnlyList<string>)value)}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
