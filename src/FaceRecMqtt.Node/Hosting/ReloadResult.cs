using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>What came of reading the configuration again.</summary>
internal abstract record ReloadResult
{
    /// <summary>It has mistakes; nothing changed.</summary>
    /// <param name="Problems">All of them.</param>
    public sealed record Refused(IReadOnlyList<ConfigurationProblem> Problems) : ReloadResult;

    /// <summary>The cameras are those of the file.</summary>
    /// <param name="Cameras">What became of them.</param>
    /// <param name="Waiting">Paths of the other keys that differ from what the node was started with: they hold after a restart.</param>
    public sealed record Applied(CameraChanges Cameras, IReadOnlyList<string> Waiting) : ReloadResult;
}
