using System.Security.Cryptography;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Tests.Support;

/// <summary>The starter pack where <c>make models</c> puts it, and the two shared SCRFD models with its recogniser.</summary>
internal static class StarterPack
{
    public static readonly LandmarkManifest Landmarks = new(
        "fr_landmark.onnx",
        new InputFormat(64, 64, InputColor.Grey, 0, 1 / 256f),
        [[37, 38, 40, 41], [43, 44, 46, 47], [30], [48, 60], [54, 64]]);

    public static readonly RecogniserManifest Recogniser = new(
        "fr_feature.onnx", new InputFormat(112, 112, InputColor.Rgb, 127.5f, 1 / 127.5f), 512, new PreNormGate(1.8f, 3), 0.42f, 0.08f);

    public static readonly DetectorManifest UltraFace = new(
        "fr_detect.onnx", DetectorFamily.UltraFace, new InputFormat(320, 240, InputColor.Rgb, 127, 1 / 128f))
    {
        SmallestFacePx = 16,
    };

    public static string Folder { get; } = RepositoryRoot.Under("build", "data", "models", "starter");

    /// <summary>Skips the test where the starter models are absent.</summary>
    public static void Require() =>
        Assert.SkipUnless(Directory.Exists(Folder), "the starter models are absent; `make models` fetches them");

    /// <summary>The pack as its manifest states it.</summary>
    public static InstalledPack Installed()
    {
        Require();
        return Of(Folder, UltraFace, Landmarks, Recogniser);
    }

    /// <summary>A pack of one of the shared SCRFD models (<c>500m</c>: fixed 640 px, named outputs; <c>2.5g</c>: any size, numbered) and the starter's recogniser.</summary>
    /// <param name="size"><c>500m</c> or <c>2.5g</c>.</param>
    /// <param name="folder">Receives the files.</param>
    public static InstalledPack Scrfd(string size, TemporaryFolder folder)
    {
        Require();
        var file = $"scrfd_{size}_bnkps.onnx";
        Assert.SkipUnless(File.Exists(RepositoryRoot.Shared("models", file)), $"{file} is absent");
        File.CreateSymbolicLink(folder.File(file), Path.GetFullPath(RepositoryRoot.Shared("models", file)));
        File.CreateSymbolicLink(folder.File(Recogniser.File), Path.Combine(Folder, Recogniser.File));
        var detector = new DetectorManifest(file, DetectorFamily.Scrfd, new InputFormat(640, 640, InputColor.Rgb, 127.5f, 1 / 128f))
        {
            SmallestFacePx = 12,
            AnySize = size == "2.5g",
        };
        return Of(folder.Path, detector, null, Recogniser);
    }

    /// <summary>A pack of files in a folder.</summary>
    public static InstalledPack Of(string folder, DetectorManifest detector, LandmarkManifest? landmarks, RecogniserManifest recogniser)
    {
        var manifest = new PackManifest
        {
            Name = "starter",
            Title = "for tests",
            Licence = "MIT",
            Files = [.. new[] { detector.File, landmarks?.File, recogniser.File }.OfType<string>().Select(file => new PackFile(file, null))],
            Detector = detector,
            Landmarks = landmarks,
            Recogniser = recogniser,
        };
        var hashes = Directory.GetFiles(folder, "*.onnx").ToDictionary(path => Path.GetFileName(path), Sha512);
        return new InstalledPack(manifest, folder, hashes, SelfTest: null);
    }

    private static string Sha512(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA512.HashData(file));
    }
}
