using System.Globalization;
using System.Text.Json;

namespace FaceRecMqtt.Onnx.Packs.Manifests;

/// <summary>A JSON object of a manifest that is read strictly: every key once, no key left over.</summary>
internal sealed class ManifestObject
{
    private const int LongestText = 2048;
    private readonly string _file;
    private readonly string _path;
    private readonly Dictionary<string, JsonElement> _rest = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    /// <summary>Opens an object.</summary>
    /// <param name="file">Name of the manifest, for messages.</param>
    /// <param name="path">The object's key, for messages; empty for the whole.</param>
    /// <param name="element">The object.</param>
    /// <exception cref="PackException">It is no object.</exception>
    public ManifestObject(string file, string path, JsonElement element)
    {
        _file = file;
        _path = path;
        if (element.ValueKind is not JsonValueKind.Object)
        {
            throw new PackException(PackFault.Manifest, $"{file}: {(path.Length == 0 ? "the manifest" : path)} has to be an object: {{ … }}");
        }

        foreach (var property in element.EnumerateObject())
        {
            _rest[property.Name] = property.Value;
        }
    }

    /// <summary>Whether a key is there.</summary>
    public bool Has(string key) => _rest.ContainsKey(key);

    /// <summary>A text without control characters.</summary>
    public string Text(string key)
    {
        var element = Take(key);
        return element.ValueKind is JsonValueKind.String && element.GetString() is { Length: > 0 and <= LongestText } text && !text.Any(char.IsControl)
            ? text
            : throw Mistake(key, "has to be a text of one line");
    }

    /// <summary>A text, or null where the key is missing.</summary>
    public string? OptionalText(string key) => Knows(key) ? Text(key) : null;

    /// <summary>True or false; false where the key is missing.</summary>
    public bool Flag(string key) => Knows(key) && Take(key) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Mistake(key, "has to be true or false"),
    };

    /// <summary>A number within limits.</summary>
    public float Number(string key, float least, float most)
    {
        var element = Take(key);
        return element.ValueKind is JsonValueKind.Number && element.TryGetSingle(out var value) && value >= least && value <= most
            ? value
            : throw Mistake(key, string.Create(CultureInfo.InvariantCulture, $"has to be a number from {least} to {most}"));
    }

    /// <summary>A number within limits, or a default where the key is missing.</summary>
    public float Number(string key, float least, float most, float absent) => Knows(key) ? Number(key, least, most) : absent;

    /// <summary>A whole number within limits.</summary>
    public long Integer(string key, long least, long most) => IntegerOf(Take(key), key, least, most);

    /// <summary>A whole number within limits, or a default where the key is missing.</summary>
    public long Integer(string key, long least, long most, long absent) => Knows(key) ? Integer(key, least, most) : absent;

    /// <summary>A list of whole numbers.</summary>
    public IReadOnlyList<int> Integers(string key, int least, int most, int longest) =>
        [.. List(key, longest).Select((element, index) => (int)IntegerOf(element, $"{key}[{index}]", least, most))];

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string> Texts(string key, int longest) =>
        [.. List(key, longest).Select((element, index) => element.ValueKind is JsonValueKind.String && element.GetString() is { Length: > 0 and <= LongestText } text
            ? text
            : throw Mistake($"{key}[{index}]", "has to be a text"))];

    /// <summary>An object.</summary>
    public ManifestObject Object(string key) => new(_file, PathOf(key), Take(key));

    /// <summary>An object, or null where the key is missing.</summary>
    public ManifestObject? OptionalObject(string key) => Knows(key) ? Object(key) : null;

    /// <summary>A list of objects.</summary>
    public IReadOnlyList<ManifestObject> Objects(string key, int longest) =>
        [.. List(key, longest).Select((element, index) => new ManifestObject(_file, PathOf($"{key}[{index}]"), element))];

    /// <summary>Ends the reading: a key that nobody asked for is a mistake.</summary>
    public void Close()
    {
        if (_rest.Keys.FirstOrDefault() is { } unknown)
        {
            throw Mistake(Shown(unknown), $"unknown key; known here: {string.Join(", ", _known)}");
        }
    }

    /// <summary>A mistake at a key of this object.</summary>
    public PackException Mistake(string key, string text) => new(PackFault.Manifest, $"{_file}: {PathOf(key)}: {text}");

    private static string Shown(string key) => string.Concat(key.Take(40).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));

    private string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private bool Knows(string key)
    {
        if (Has(key))
        {
            return true;
        }

        _known.Add(key);
        return false;
    }

    private JsonElement Take(string key)
    {
        _known.Add(key);
        return _rest.Remove(key, out var element) ? element : throw Mistake(key, "is missing; models/README.md explains every key");
    }

    private JsonElement.ArrayEnumerator List(string key, int longest)
    {
        var element = Take(key);
        return element.ValueKind is JsonValueKind.Array && element.GetArrayLength() is var length && length > 0 && length <= longest
            ? element.EnumerateArray()
            : throw Mistake(key, $"has to be a list of 1 to {longest} entries");
    }

    private long IntegerOf(JsonElement element, string key, long least, long most) =>
        element.ValueKind is JsonValueKind.Number && element.TryGetInt64(out var value) && value >= least && value <= most
            ? value
            : throw Mistake(key, string.Create(CultureInfo.InvariantCulture, $"has to be a whole number from {least} to {most}"));
}
