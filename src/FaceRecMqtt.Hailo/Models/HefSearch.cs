using FaceRecMqtt.Faces.Backends;

namespace FaceRecMqtt.Hailo.Models;

/// <summary>Finds the HEFs of a backend that names none: the known ones under <c>/etc/hailo/models</c>, best first.</summary>
public static class HefSearch
{
    /// <summary>Where they are looked for.</summary>
    public const string UsualFolder = "/etc/hailo/models";

    private static readonly string[] Detectors = ["scrfd_10g.hef", "scrfd_2.5g.hef", "scrfd_500m.hef"];
    private static readonly string[] Recognisers = ["arcface_mobilefacenet.hef", "arcface_r50.hef"];

    /// <summary>The detector.</summary>
    /// <param name="configured">What the configuration names; null to look for one.</param>
    /// <param name="folder">Where to look.</param>
    /// <exception cref="BackendException">There is none.</exception>
    public static string Detector(string? configured, string folder = UsualFolder) => configured ?? Find("detector_hef", folder, Detectors);

    /// <summary>The recogniser.</summary>
    /// <param name="configured">What the configuration names; null to look for one.</param>
    /// <param name="folder">Where to look.</param>
    /// <exception cref="BackendException">There is none.</exception>
    public static string Recogniser(string? configured, string folder = UsualFolder) => configured ?? Find("recogniser_hef", folder, Recognisers);

    private static string Find(string key, string folder, string[] names) =>
        names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? throw new BackendException($"{folder} has none of {string.Join(", ", names)}; put one there or name its file in `{key}`.");
}
