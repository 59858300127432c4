namespace FaceRecMqtt.Tests.Support;

/// <summary>The checkout the tests were built from, found by walking up to the solution file.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find();

    /// <summary>A path below the checkout.</summary>
    public static string Under(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>A path in the shared test data beside the checkout; may not exist.</summary>
    public static string Shared(params string[] parts) => System.IO.Path.Combine([Path, "..", "shared", .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "FaceRecMqtt.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("FaceRecMqtt.sln was not found above the test program.");
    }
}
