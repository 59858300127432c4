using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Recognition.Accuracy;

/// <summary>Backends of the models at hand: the starter pack, and its recogniser behind another detector.</summary>
internal static class AccuracyPacks
{
    public const string Starter = "starter", Scrfd = "scrfd";

    private static string Models { get; } = RepositoryRoot.Under("build", "data", "models", "starter");

    /// <summary>Opens a backend; skips the test where its models are absent.</summary>
    public static OnnxBackend Open(string pack)
    {
        string[] files = [Path.Combine(Models, "fr_detect.onnx"), Path.Combine(Models, "fr_landmark.onnx"), Path.Combine(Models, "fr_feature.onnx")];
        var scrfd = RepositoryRoot.Shared("models", "scrfd_2.5g_bnkps.onnx");
        Assert.SkipUnless(files.All(File.Exists), $"no starter models in {Models}: make models");
        Assert.SkipUnless(pack != Scrfd || File.Exists(scrfd), $"no {scrfd}");
        var manifest = pack == Scrfd ? WithScrfd(scrfd) : StarterManifest;
        return new OnnxBackend(
            pack,
            new InstalledPack(manifest, Models, new Dictionary<string, string> { ["fr_feature.onnx"] = "0154ce6d424e7833" }, null),
            new OnnxBackendOptions(),
            NullLogger.Instance);
    }

    private static PackManifest StarterManifest { get; } = new()
    {
        Name = "starter",
        Title = "RFB-320, 68 points, MobileFaceNet",
        Licence = "MIT",
        Files = [],
        Detector = new DetectorManifest("fr_detect.onnx", DetectorFamily.UltraFace, new InputFormat(320, 240, InputColor.Rgb, 127, 1f / 128)) { SmallestFacePx = 12 },
        Landmarks = new LandmarkManifest(
            "fr_landmark.onnx", new InputFormat(64, 64, InputColor.Grey, 0, 1f / 256), [[37, 38, 40, 41], [43, 44, 46, 47], [30], [48, 60], [54, 64]]),
        Recogniser = new RecogniserManifest(
            "fr_feature.onnx", new InputFormat(112, 112, InputColor.Rgb, 127.5f, 1 / 127.5f), 512, new PreNormGate(1.8f, 3), 0.42f, 0.08f),
    };

    // A file outside the folder: Path.Combine takes an absolute path as it is.
    private static PackManifest WithScrfd(string file) => StarterManifest with
    {
        Name = Scrfd,
        Detector = new DetectorManifest(Path.GetFullPath(file), DetectorFamily.Scrfd, new InputFormat(640, 640, InputColor.Rgb, 127.5f, 1f / 128))
        {
            SmallestFacePx = 12,
        },
        Landmarks = null,
    };
}
