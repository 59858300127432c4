namespace FaceRecMqtt.Node.Hosting;

/// <summary>Names of cameras that came, went, or are now read in another way.</summary>
/// <param name="Added">Those that came.</param>
/// <param name="Removed">Those that went.</param>
/// <param name="Changed">Those whose section changed.</param>
internal sealed record CameraChanges(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    /// <summary>From the cameras that were taken away and those that were put in.</summary>
    public static CameraChanges Between(IReadOnlyList<WatchedCamera> gone, IReadOnlyList<WatchedCamera> entering)
    {
        var (before, after) = (gone.Select(camera => camera.Name).ToList(), entering.Select(camera => camera.Name).ToList());
        return new([.. after.Except(before)], [.. before.Except(after)], [.. after.Intersect(before)]);
    }
}
