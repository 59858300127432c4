using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Who this node is, kept in the data folder: container host names change, topics and unique ids must not.</summary>
/// <param name="Id">Random, root of every unique id.</param>
/// <param name="Name">Name in topics unless the configuration gives one.</param>
internal sealed record NodeIdentity(string Id, string Name)
{
    private const string FileName = "node.json";
    private const int LongestName = 32;

    /// <summary>Reads the identity, or makes one at the first start.</summary>
    /// <param name="dataFolder">The prepared data folder.</param>
    /// <param name="hostName">Name of this machine, from which the first name is made.</param>
    /// <exception cref="IOException">The file is damaged or cannot be written; the text says what helps.</exception>
    public static NodeIdentity Obtain(string dataFolder, string hostName)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (File.Exists(path))
        {
            return Read(path);
        }

        var made = new NodeIdentity(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), Slug(hostName));
        // Written aside and renamed: a killed start leaves the whole file or none.
        var part = path + ".part";
        File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(made, NodeIdentityJson.Default.NodeIdentity));
        File.Move(part, path, overwrite: true);
        return made;
    }

    /// <summary>Small letters, digits, <c>-</c> and <c>_</c> of a text; <c>facerec</c> when nothing is left.</summary>
    internal static string Slug(string text)
    {
        var slug = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant())
        {
            slug.Append(letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_' ? letter : '-');
        }

        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length == 0 ? "facerec" : trimmed[..Math.Min(trimmed.Length, LongestName)].Trim('-');
    }

    private static NodeIdentity Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), NodeIdentityJson.Default.NodeIdentity) is { Id.Length: > 0, Name.Length: > 0 } read
                && Slug(read.Name) == read.Name && Slug(read.Id) == read.Id
                ? read
                : throw new IOException(Damaged(path));
        }
        catch (JsonException fault)
        {
            throw new IOException(Damaged(path), fault);
        }
    }

    private static string Damaged(string path) =>
        $"{path} is damaged. Restore it from a backup; without it (delete it) this node gets a new identity and Home Assistant sees new devices.";
}

/// <summary>The file's form.</summary>
[JsonSerializable(typeof(NodeIdentity))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
internal sealed partial class NodeIdentityJson : JsonSerializerContext;
