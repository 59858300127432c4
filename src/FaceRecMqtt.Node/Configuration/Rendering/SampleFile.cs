using System.Collections;
using System.Globalization;
using System.Text;
using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Rendering;

/// <summary>Writes the sample file: every key with its default and what it is for. <c>config/facerec.yaml</c> is what this writes.</summary>
internal static class SampleFile
{
    private const int Width = 110;
    private const int NotBegun = 1000;

    private const string Head = """
        # The configuration of facerec: every key, each with its default.
        # Only what differs from the default has to be written; an empty file is a valid one.
        # A line that begins with # and two spaces, or with #-, is an example: remove its # to use it.
        # Every key can also be set by the environment: FACEREC__MQTT__HOST=broker, FACEREC__CAMERAS__0__SOURCE=rtsp://…
        # `facerec config check FILE` tells what is wrong with a file; `facerec config sample` prints this one.

        """;

    /// <summary>The text of the file.</summary>
    public static string Write()
    {
        var text = new StringBuilder(Head);
        foreach (var key in SectionSchema.Root.Keys)
        {
            text.Append('\n');
            WriteKey(text, key, "");
        }

        return text.ToString();
    }

    private static void WriteKey(StringBuilder text, SettingKey key, string indent)
    {
        WriteComment(text, About(key), indent);
        switch (key.Kind)
        {
            case SettingKind.Section:
                text.Append(indent).Append(key.Name).Append(":\n");
                foreach (var inner in key.Section!.Keys)
                {
                    WriteKey(text, inner, indent + "  ");
                }

                break;
            case SettingKind.SectionList:
                WriteList(text, key, ((IEnumerable)key.Default!).Cast<object>().Any() ? "" : "#");
                break;
            default:
                text.Append(indent).Append(key.Name).Append(':').Append(key.Default is null ? "" : " " + SettingText.Of(key, key.Default)).Append('\n');
                break;
        }
    }

    // A list without entries by default shows one entry as an example.
    private static void WriteList(StringBuilder text, SettingKey key, string mark)
    {
        text.Append(key.Name).Append(":\n");
        var first = true;
        foreach (var inner in key.Section!.Keys)
        {
            var value = inner.Setting.Required ? inner.Setting.Example : inner.Default is null ? "" : SettingText.Of(inner, inner.Default);
            WriteComment(text, About(inner), first || mark.Length > 0 ? "  " : "    ");
            text.Append("  ").Append(mark).Append(first ? "- " : "  ").Append(inner.Name).Append(':').Append(value is "" ? "" : " " + value).Append('\n');
            first = false;
        }
    }

    private static void WriteComment(StringBuilder text, string about, string indent)
    {
        var column = NotBegun;
        foreach (var word in about.Split(' '))
        {
            if (column + word.Length >= Width)
            {
                text.Append(column == NotBegun ? "" : "\n").Append(indent).Append('#');
                column = indent.Length + 1;
            }

            text.Append(' ').Append(word);
            column += word.Length + 1;
        }

        text.Append('\n');
    }

    private static string About(SettingKey key)
    {
        var setting = key.Setting;
        List<string> facts = [];
        if (setting.Required)
        {
            facts.Add("required");
        }

        if (key.Choices.Count > 1)
        {
            facts.Add(string.Join(" | ", key.Choices));
        }

        if (!double.IsNaN(setting.Min))
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{setting.Min} to {setting.Max}{(setting.Unit is null ? "" : " " + setting.Unit)}"));
        }

        if (setting.WhenAbsent is not null)
        {
            facts.Add($"without: {setting.WhenAbsent}");
        }

        if (setting.Example is not null && !setting.Required)
        {
            facts.Add($"for example {setting.Example}");
        }

        return facts.Count == 0 ? setting.Text : $"{setting.Text} ({string.Join("; ", facts)})";
    }
}
