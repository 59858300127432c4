using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Hailo.Hef;

/// <summary>HEFs that Hailo's compiler wrote, in the shared test data.</summary>
internal static class RealHef
{
    public const string Arcface8 = "arcface_mobilefacenet.hailo8.hef";
    public const string Arcface15 = "arcface_mobilefacenet.hailo15h.hef";
    public const string Scrfd15 = "scrfd_2.5g.hailo15h.hef";

    public static string[] All { get; } = [Arcface8, Arcface15, Scrfd15];

    /// <summary>The path of one; the test is skipped where it is absent.</summary>
    public static string Path(string name)
    {
        var path = RepositoryRoot.Shared("hef", name);
        Assert.SkipUnless(File.Exists(path), $"{name} is not in the shared test data");
        return path;
    }
}
