using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Packs.Manifests;

namespace FaceRecMqtt.Tests.Onnx.Packs;

public sealed class ManifestReaderTests
{
    [Fact]
    public void Starter_states_what_its_models_need()
    {
        var manifest = PackCatalog.Find("starter").Manifest;
        Assert.False(manifest.NeedsAcceptance);
        Assert.Equal("faceplugin-face-recognition-js@0.0.1", Assert.IsType<PackSource.Npm>(manifest.Source).Package);
        Assert.All(manifest.Files, file => Assert.NotNull(file.Sha512));
        Assert.Equal((DetectorFamily.UltraFace, new InputFormat(320, 240, InputColor.Rgb, 127, 1 / 128f), false), (manifest.Detector.Family, manifest.Detector.Input, manifest.Detector.AnySize));
        Assert.Equal(new InputFormat(64, 64, InputColor.Grey, 0, 1 / 256f), manifest.Landmarks!.Input);
        Assert.Equal([[37, 38, 40, 41], [43, 44, 46, 47], [30], [48, 60], [54, 64]], manifest.Landmarks.Points);
        Assert.Equal(new RecogniserManifest("fr_feature.onnx", new InputFormat(112, 112, InputColor.Rgb, 127.5f, 1 / 127.5f), 512, new PreNormGate(1.8f, 3), 0.42f, 0.08f), manifest.Recogniser);
        Assert.Equal(6, manifest.SelfTest!.Pictures.Count);
    }

    [Theory]
    [InlineData("buffalo_sc")]
    [InlineData("buffalo_l")]
    public void InsightFace_packs_ask_for_acceptance_and_state_their_hashes(string name)
    {
        var manifest = PackCatalog.Find(name).Manifest;
        Assert.True(manifest.NeedsAcceptance);
        Assert.All(manifest.Files, file => Assert.NotNull(file.Sha256));
        Assert.Null(manifest.Landmarks);
        Assert.Equal((DetectorFamily.Scrfd, new InputFormat(640, 640, InputColor.Rgb, 127.5f, 1 / 128f)), (manifest.Detector.Family, manifest.Detector.Input));
    }

    [Fact]
    public void Every_key_that_is_missing_is_named()
    {
        string[] optional = ["needs_acceptance", "any_size", "max_overlap", "min_score", "path", "source", "self_test"];
        foreach (var (path, parent, key) in Keys(Sample()).Where(entry => !optional.Contains(entry.Key) && !entry.Path.EndsWith("].sha512", StringComparison.Ordinal)))
        {
            var sample = Sample();
            Keys(sample).Single(entry => entry.Path == path).Parent.Remove(key);
            Assert.Contains($"my.json: {path}: ", Refused(sample), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_value_of_a_wrong_type_is_named()
    {
        foreach (var (path, _, key) in Keys(Sample()))
        {
            var sample = Sample();
            var (_, parent, _) = Keys(sample).Single(entry => entry.Path == path);
            parent[key] = new JsonArray(new JsonArray());
            Assert.Contains($"my.json: {path}", Refused(sample), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Unknown_key_in_any_object_is_named_with_those_that_are_known()
    {
        foreach (var place in Keys(Sample()).Select(entry => entry.Path).Where(path => path.Contains('.', StringComparison.Ordinal)).Select(path => path[..path.LastIndexOf('.')]).Distinct())
        {
            var sample = Sample();
            Keys(sample).First(entry => entry.Path.StartsWith(place + ".", StringComparison.Ordinal)).Parent["colour"] = 1;
            Assert.Contains($"my.json: {place}.colour: unknown key; known here: ", Refused(sample), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../fr.onnx")]
    [InlineData("a/fr.onnx")]
    [InlineData("/etc/passwd.onnx")]
    [InlineData(".hidden.onnx")]
    [InlineData("fr.pt")]
    [InlineData("a\\b.onnx")]
    [InlineData("")]
    public void File_that_is_no_mere_name_is_refused(string name)
    {
        var sample = Sample();
        sample["files"]![0]!["name"] = name;
        Assert.Contains("my.json: files[0].name", Refused(sample), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detector.input.mean", "-1")]
    [InlineData("detector.input.mean", "1e999")]
    [InlineData("detector.input.std", "0")]
    [InlineData("detector.input.std", "0.0078125")]
    [InlineData("detector.input.width", "1e9")]
    [InlineData("detector.input.width", "320.5")]
    [InlineData("detector.family", "\"yolo\"")]
    [InlineData("recogniser.input.width", "160")]
    [InlineData("recogniser.input.color", "\"grey\"")]
    [InlineData("recogniser.pre_norm.high", "1")]
    [InlineData("recogniser.threshold", "1.5")]
    [InlineData("recogniser.length", "0")]
    [InlineData("source.npm", "\"--registry=x@1.0.0\"")]
    [InlineData("source.npm", "\"name@latest\"")]
    [InlineData("source.sha512", "\"abc\"")]
    [InlineData("files[0].path", "\"package/../../x\"")]
    [InlineData("landmarks.points.nose", "[]")]
    [InlineData("landmarks.points.nose", "30")]
    [InlineData("title", "\"two\\nlines\"")]
    [InlineData("name", "\"../x\"")]
    public void Absurd_value_is_refused_with_its_key(string path, string value)
    {
        var sample = Sample();
        var (_, parent, key) = Keys(sample).Single(entry => entry.Path == path);
        parent[key] = "@";
        var json = sample.ToJsonString().Replace("\"@\"", value, StringComparison.Ordinal);
        var fault = Assert.Throws<PackException>(() => ManifestReader.Read(Encoding.UTF8.GetBytes(json), "my.json"));
        Assert.Equal(PackFault.Manifest, fault.Fault);
        Assert.Contains($"my.json: {path}: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_used_but_not_listed_or_listed_but_not_used_is_refused()
    {
        var sample = Sample();
        sample["recogniser"]!["file"] = "other.onnx";
        Assert.Contains("other.onnx is used but not listed", Refused(sample), StringComparison.Ordinal);
        sample = Sample();
        sample["files"]!.AsArray().Add(new JsonObject { ["name"] = "more.onnx" });
        Assert.Contains("more.onnx is listed but neither", Refused(sample), StringComparison.Ordinal);
    }

    [Fact]
    public void Same_key_twice_is_refused() => Assert.Contains(
        "my.json: no JSON", Assert.Throws<PackException>(() => ManifestReader.Read("""{"name":"a","name":"b"}"""u8.ToArray(), "my.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Example_of_the_readme_is_valid()
    {
        var text = File.ReadAllText(FaceRecMqtt.Tests.Support.RepositoryRoot.Under("models", "README.md"));
        var begin = text.IndexOf("```json", StringComparison.Ordinal) + 7;
        var manifest = ManifestReader.Read(Encoding.UTF8.GetBytes(text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)]));
        Assert.Equal("my-models", manifest.Name);
        Assert.True(manifest.Detector.AnySize);
    }

    [Fact]
    public void Damaged_manifests_are_read_or_refused()
    {
        var json = Encoding.UTF8.GetBytes(Sample().ToJsonString());
        (from at in Gen.Int[0, json.Length - 1].Array[1, 6] from values in Gen.Byte.Array[6] from cut in Gen.Int[0, 3] select (at, values, cut)).Sample(damage =>
        {
            var bytes = (byte[])json.Clone();
            foreach (var (place, value) in damage.at.Zip(damage.values))
            {
                bytes[place] = value;
            }

            ReadOrRefuse(bytes[..^damage.cut]);
        });
        Gen.Byte.Array[0, 50].Sample(ReadOrRefuse);
        ReadOrRefuse(Encoding.UTF8.GetBytes(Sample().ToJsonString().Replace("MIT", "\\ud800", StringComparison.Ordinal)));
        ReadOrRefuse(new byte[ManifestReader.MaxBytes + 1]);
    }

    private static void ReadOrRefuse(byte[] bytes)
    {
        try
        {
            _ = ManifestReader.Read(bytes);
        }
        catch (PackException fault)
        {
            Assert.StartsWith("manifest.json: ", fault.Message, StringComparison.Ordinal);
        }
    }

    private static JsonObject Sample() => JsonNode.Parse(PackCatalog.Find("starter").Json.Span)!.AsObject();

    private static string Refused(JsonObject manifest) =>
        Assert.Throws<PackException>(() => ManifestReader.Read(Encoding.UTF8.GetBytes(manifest.ToJsonString()), "my.json")).Message;

    private static IEnumerable<(string Path, JsonObject Parent, string Key)> Keys(JsonObject parent, string prefix = "")
    {
        foreach (var (key, value) in parent.ToList())
        {
            yield return (prefix + key, parent, key);
            var inner = value switch
            {
                JsonObject child => Keys(child, $"{prefix}{key}."),
                JsonArray list => list.Index().Where(entry => entry.Item is JsonObject).SelectMany(entry => Keys(entry.Item!.AsObject(), $"{prefix}{key}[{entry.Index}].")),
                _ => [],
            };
            foreach (var entry in inner)
            {
                yield return entry;
            }
        }
    }
}
