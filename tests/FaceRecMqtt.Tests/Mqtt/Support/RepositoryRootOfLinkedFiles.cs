namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>The files linked from the end-to-end tests find the checkout here.</summary>
internal static class RepositoryRoot
{
    public static string Path => FaceRecMqtt.Tests.Support.RepositoryRoot.Path;

    public static string Under(params string[] parts) => FaceRecMqtt.Tests.Support.RepositoryRoot.Under(parts);
}
