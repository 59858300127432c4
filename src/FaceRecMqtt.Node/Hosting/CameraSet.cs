namespace FaceRecMqtt.Node.Hosting;

/// <summary>All cameras of the node.</summary>
/// <param name="all">In the order of the configuration.</param>
internal sealed class CameraSet(IReadOnlyList<WatchedCamera> all)
{
    /// <summary>In the order of the configuration.</summary>
    public IReadOnlyList<WatchedCamera> All { get; } = all;

    /// <summary>The camera of a name, or the only one.</summary>
    /// <param name="name">The name; null for the only camera.</param>
    /// <param name="problem">Why there is none, as a sentence.</param>
    public WatchedCamera? Find(string? name, out string? problem)
    {
        var found = name is null
            ? All is [var only] ? only : null
            : All.FirstOrDefault(camera => string.Equals(camera.Name, name, StringComparison.Ordinal));
        problem = found is not null ? null
            : All.Count == 0 ? "This node has no cameras."
            : $"{(name is null ? "Name a camera" : $"No camera is called '{name}'")}; there is: {string.Join(", ", All.Select(camera => camera.Name))}.";
        return found;
    }
}
