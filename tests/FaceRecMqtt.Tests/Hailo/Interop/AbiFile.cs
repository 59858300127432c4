using System.Text.Json;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.Interop;

/// <summary>Sizes, offsets, values and names measured with a compiler from HailoRT's own headers.</summary>
internal sealed class AbiFile
{
    private readonly JsonElement _root;

    private AbiFile(JsonElement root) => _root = root;

    public static AbiFile Of(string version)
    {
        var path = RepositoryRoot.Shared("data", "hailo", $"abi-{version}.json");
        Assert.SkipUnless(File.Exists(path), "the measured layouts (shared/data/hailo) are not here");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return new AbiFile(document.RootElement.Clone());
    }

    public int SizeOf(string native) => _root.GetProperty("structs").GetProperty(native).GetProperty("size").GetInt32();

    public (int Offset, int Size)? Field(string native, string name) => _root.GetProperty("structs").GetProperty(native).GetProperty("fields")
        .EnumerateArray().Where(field => field.GetProperty("name").GetString() == name)
        .Select(field => ((int, int)?)(field.GetProperty("offset").GetInt32(), field.GetProperty("size").GetInt32())).SingleOrDefault();

    public IReadOnlyDictionary<string, long> Enum(string native) => _root.GetProperty("enums").GetProperty(native).GetProperty("values")
        .EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetInt64());

    public string? Signature(string function) =>
        _root.GetProperty("signatures").TryGetProperty(function, out var signature) ? signature.GetString() : null;
}
