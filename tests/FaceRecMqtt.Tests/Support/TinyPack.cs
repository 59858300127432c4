using System.Text.Json.Nodes;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Tests.Support;

/// <summary>A custom pack of tiny models in a folder of its own.</summary>
internal static class TinyPack
{
    /// <summary>Writes manifest and models.</summary>
    /// <param name="folder">Where; made if missing.</param>
    /// <param name="change">Changes the manifest before it is written.</param>
    /// <param name="models">Whether the models are written too.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder, Action<JsonObject>? change = null, bool models = true)
    {
        Directory.CreateDirectory(folder);
        var manifest = JsonNode.Parse("""
            {
              "name": "tiny", "title": "for tests", "licence": "none",
              "files": [{ "name": "detector.onnx" }, { "name": "recogniser.onnx" }],
              "detector": {
                "file": "detector.onnx", "family": "scrfd", "smallest_face_px": 8,
                "input": { "width": 64, "height": 64, "color": "rgb", "mean": 0, "std": 1 }
              },
              "recogniser": {
                "file": "recogniser.onnx", "length": 16, "pre_norm": { "low": 0, "high": 0 }, "threshold": 0.4, "margin": 0.1,
                "input": { "width": 112, "height": 112, "color": "rgb", "mean": 127.5, "std": 127.5 }
              }
            }
            """)!.AsObject();
        change?.Invoke(manifest);
        File.WriteAllText(Path.Combine(folder, "manifest.json"), manifest.ToJsonString());
        if (models)
        {
            File.WriteAllBytes(Path.Combine(folder, "detector.onnx"), TinyModel.Detector());
            File.WriteAllBytes(Path.Combine(folder, "recogniser.onnx"), TinyModel.Recogniser());
        }

        return folder;
    }

    /// <summary>Adds pictures for the self-test.</summary>
    public static void WithPictures(JsonObject manifest) => manifest["self_test"] = new JsonObject { ["pictures"] = new JsonArray("face.jpg") };

    /// <summary>Seams that find the given crops in every picture.</summary>
    public static SelfTestSeams Finding(params byte[][] crops) => new(_ => MemoryFrame.Paint(8, 8, (_, _, _) => 0), (_, _) => crops);

    /// <summary>A crop of one colour.</summary>
    public static byte[] Crop(byte red, byte green, byte blue) => [.. Enumerable.Repeat<byte[]>([red, green, blue], 112 * 112).SelectMany(pixel => pixel)];
}
