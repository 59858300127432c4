using System.Text.Json.Nodes;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>What became of one person's pictures.</summary>
internal sealed class PersonTally(PersonFolder person)
{
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private int _added;
    private int _known;

    /// <summary>Whether the node knows the person from at least one of the pictures.</summary>
    public bool IsKnown => _added + _known > 0;

    /// <summary>Counts a picture the node took.</summary>
    /// <param name="isNew">Whether it was new to the node.</param>
    public void Count(bool isNew)
    {
        _added += isNew ? 1 : 0;
        _known += isNew ? 0 : 1;
    }

    /// <summary>Counts pictures that were refused.</summary>
    /// <param name="code">Error code.</param>
    /// <param name="pictures">How many.</param>
    public void Refuse(string code, int pictures) => _refused[code] = _refused.GetValueOrDefault(code) + pictures;

    /// <summary>One row of the summary.</summary>
    public JsonObject ToJson() => new()
    {
        ["name"] = person.Name,
        ["pictures"] = person.Pictures.Count,
        ["added"] = _added,
        ["known_before"] = _known,
        ["skipped"] = _refused.Values.Sum(),
        ["reasons"] = string.Join(", ", _refused.Select(reason => $"{reason.Value} {reason.Key}")),
    };
}
