using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Benchmarks.Inference;

/// <summary>The packs that are measured: the starter, and the shared SCRFD detectors where they are at hand.</summary>
internal static class Packs
{
    private const string Scrfd = "scrfd";

    /// <summary>Data folder that <c>make models</c> fills.</summary>
    public static string DataFolder => RepositoryRoot.Under("build", "data");

    /// <summary>The starter pack.</summary>
    public static InstalledPack Starter() => new PackShelves(DataFolder).Open("starter");

    /// <summary>The starter pack, and the same with each SCRFD detector.</summary>
    public static IEnumerable<(string Detector, InstalledPack Pack)> All()
    {
        var starter = Starter();
        yield return ("RFB-320", starter);
        foreach (var (name, size) in ((string, string)[])[("SCRFD-500M", "500m"), ("SCRFD-2.5G", "2.5g")])
        {
            var file = RepositoryRoot.Shared("models", $"{Scrfd}_{size}_bnkps.onnx");
            if (File.Exists(file))
            {
                yield return (name, WithScrfd(starter, Path.GetFullPath(file)));
            }
        }
    }

    private static InstalledPack WithScrfd(InstalledPack starter, string file)
    {
        // An absolute name wins when it is joined with the pack's folder.
        var detector = new DetectorManifest(file, DetectorFamily.Scrfd, new InputFormat(640, 640, InputColor.Rgb, 127.5f, 1 / 128f)) { SmallestFacePx = 12 };
        return starter with { Manifest = starter.Manifest with { Detector = detector, Landmarks = null }, SelfTest = null };
    }
}
