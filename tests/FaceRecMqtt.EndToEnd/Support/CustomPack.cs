using System.Text;
using System.Text.Json;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>Model packs as a user makes them: a folder with a manifest and its files.</summary>
internal static class CustomPack
{
    private const string Detector = "scrfd_2.5g_bnkps.onnx";
    private const string SmallDetector = "scrfd_500m_bnkps.onnx";
    private const string Recogniser = "fr_feature.onnx";

    /// <summary>Where the detector lies; may be absent.</summary>
    public static string DetectorFile => RepositoryRoot.Shared("models", Detector);

    /// <summary>Where the smaller detector lies; may be absent.</summary>
    public static string SmallDetectorFile => RepositoryRoot.Shared("models", SmallDetector);

    /// <summary>An SCRFD detector in front of the starter pack's recogniser.</summary>
    /// <param name="folder">Where it is made.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isSmall">With SCRFD-500M, which wants 640 × 640 px and computes a fifth; else SCRFD-2.5G.</param>
    public static string Make(RunFolder folder, string name, bool isSmall = false)
    {
        var manifest = folder.Write(Path.Combine(name, "manifest.json"), Manifest(name, isSmall ? SmallDetector : Detector, anySize: !isSmall));
        var pack = Path.GetDirectoryName(manifest)!;
        var detector = isSmall ? SmallDetectorFile : DetectorFile;
        File.Copy(detector, Path.Combine(pack, Path.GetFileName(detector)));
        // Another file, so another model: its note (doc_string, field 6 of ModelProto) is all that differs.
        var note = Encoding.UTF8.GetBytes(name);
        File.WriteAllBytes(
            Path.Combine(pack, Recogniser),
            [.. File.ReadAllBytes(Path.Combine(Stage.Models, "starter", "published", Recogniser)), (6 << 3) | 2, (byte)note.Length, .. note]);
        return pack;
    }

    /// <summary>Installs a pack into a data folder, as a user does.</summary>
    public static async Task InstallAsync(string pack, string data)
    {
        var (code, output) = await NodeProcess.CommandAsync("models", "fetch", pack, "--data", data);
        Assert.True(code == 0, output);
    }

    /// <summary>Changes one byte in the middle of an installed pack's recogniser.</summary>
    /// <param name="name">The pack's name.</param>
    /// <param name="data">The data folder.</param>
    public static void Damage(string name, string data)
    {
        var installed = Directory.GetDirectories(Path.Combine(data, "models"), $"custom-{name}-*").Single();
        using var file = File.Open(Path.Combine(installed, Recogniser), FileMode.Open);
        file.Position = file.Length / 2;
        var old = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(old ^ 0xFF));
    }

    private static string Manifest(string name, string detector, bool anySize) => JsonSerializer.Serialize(new
    {
        name,
        title = "SCRFD in front of the starter pack's recogniser",
        licence = "for tests",
        files = new[] { new { name = detector }, new { name = Recogniser } },
        detector = new
        {
            file = detector,
            family = "scrfd",
            input = new { width = 640, height = 640, color = "rgb", mean = 127.5, std = 128 },
            any_size = anySize,
            smallest_face_px = 12,
        },
        recogniser = new
        {
            file = Recogniser,
            input = new { width = 112, height = 112, color = "rgb", mean = 127.5, std = 127.5 },
            length = 512,
            pre_norm = new { low = 1.8, high = 3.0 },
            threshold = 0.40,
            margin = 0.08,
        },
    });
}
