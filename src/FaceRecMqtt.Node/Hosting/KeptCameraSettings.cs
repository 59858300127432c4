using System.Globalization;
using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>What people set on one camera, kept over a restart.</summary>
/// <param name="choices">Where it is kept.</param>
/// <param name="section">How the camera is configured.</param>
internal sealed class KeptCameraSettings(KeptChoices choices, CameraSection section)
{
    private readonly string _enabledKey = $"camera/{section.Name}/enabled";
    private readonly string _similarityKey = $"camera/{section.Name}/min_similarity";

    /// <summary>The camera's section with what was set on it.</summary>
    public CameraSection Restored => section with
    {
        Enabled = choices.Read(_enabledKey, Text(section.Enabled)) is { } enabled ? bool.Parse(enabled) : section.Enabled,
        MinSimilarity = choices.Read(_similarityKey, Text(section.MinSimilarity)) is { } least
            ? float.Parse(least, CultureInfo.InvariantCulture)
            : section.MinSimilarity,
    };

    /// <summary>Keeps whether it is watched.</summary>
    public void KeepEnabled(bool enabled) => choices.Keep(_enabledKey, Text(section.Enabled), Text(enabled));

    /// <summary>Keeps the similarity a name needs.</summary>
    public void KeepMinSimilarity(float least) => choices.Keep(_similarityKey, Text(section.MinSimilarity), Text(least));

    private static string Text(bool value) => value ? bool.TrueString : bool.FalseString;

    private static string Text(float? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
