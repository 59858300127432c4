namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>The videos that are looked at, made when they are missing.</summary>
internal static class Clips
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>A clip of <c>scripts/make-test-clips</c>, for example <c>woman.h264</c>.</summary>
    public static Task<string> MakeAsync(string name) => RunAsync("make-test-clips", [name], $"{name}.mp4");

    /// <summary>The demonstration's video.</summary>
    public static Task<string> DemoAsync() => RunAsync("make-demo-clip", [], "demo.mp4");

    /// <summary>The woman of sample1, alone; no clip shows this picture.</summary>
    public static Task<string> WomanAsync() => RunAsync("make-demo-clip", [], "enroll-woman.jpg");

    /// <summary>One of the pictures the clips are made of.</summary>
    public static string Sample(int number) => RepositoryRoot.Under("build", "pictures", $"sample{number}.jpg");

    private static async Task<string> RunAsync(string script, string[] arguments, string result)
    {
        await using var maker = ChildProcess.Start(script, RepositoryRoot.Under("scripts", script), arguments);
        await maker.ExitAsync(Patience);
        return maker.ExitCode == 0 ? RepositoryRoot.Under("build", "clips", result) : throw new InvalidOperationException(maker.Tail());
    }
}
