using System.Globalization;

namespace FaceRecMqtt.Hailo.Interop;

/// <summary>A version of library, driver or firmware.</summary>
/// <param name="Major">First number.</param>
/// <param name="Minor">Second number.</param>
/// <param name="Revision">Third number.</param>
public readonly record struct HailoVersion(uint Major, uint Minor, uint Revision)
{
    /// <summary>Whether this program knows the layouts of a library of this version: 4.20 to 4.23.</summary>
    public bool IsKnown => this is { Major: 4, Minor: >= 20 and <= 23 };

    /// <summary>Reads <c>4.23.0</c>.</summary>
    /// <returns>Null where the text is no version.</returns>
    public static HailoVersion? Parse(string? text) =>
        text?.Trim().Split('.') is [var major, var minor, var revision]
        && uint.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && uint.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
        && uint.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var third)
            ? new HailoVersion(first, second, third)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Revision}");
}
