using System.Globalization;

namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>Puts single values into nodes by their path.</summary>
internal static class SourcePath
{
    /// <summary>Sets one value, making the sections and list items on the way.</summary>
    /// <param name="section">Where the path begins; changed.</param>
    /// <param name="path">Keys and list indices, at least one.</param>
    /// <param name="value">The value.</param>
    /// <param name="position">Position of what is made on the way.</param>
    /// <returns>False when a list index is beyond the end.</returns>
    public static bool TrySet(SourceSection section, ReadOnlySpan<string> path, SourceNode value, SourcePosition position)
    {
        var key = path[0];
        var at = section.Entries.FindLastIndex(entry => entry.Key == key);
        if (!TryReplace(at < 0 ? null : section.Entries[at].Value, path[1..], value, position, out var replacement))
        {
            return false;
        }

        if (at < 0)
        {
            section.Entries.Add(new SourceEntry(key, position, replacement));
        }
        else
        {
            section.Entries[at] = section.Entries[at] with { Value = replacement };
        }

        return true;
    }

    private static bool TryReplace(
        SourceNode? old, ReadOnlySpan<string> rest, SourceNode value, SourcePosition position, out SourceNode replacement)
    {
        replacement = value;
        if (rest.IsEmpty)
        {
            return true;
        }

        if (int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            var list = old as SourceList ?? new SourceList(position);
            replacement = list;
            if (index > list.Items.Count || !TryReplace(index < list.Items.Count ? list.Items[index] : null, rest[1..], value, position, out var item))
            {
                return false;
            }

            list.Items.RemoveRange(index, Math.Min(1, list.Items.Count - index));
            list.Items.Insert(index, item);
            return true;
        }

        var section = old as SourceSection ?? new SourceSection(position);
        replacement = section;
        return TrySet(section, rest, value, position);
    }
}
