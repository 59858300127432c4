namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>The program itself, with a configuration and a data folder of its own.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private NodeProcess(ChildProcess process) => _process = process;

    public ChildProcess Process => _process;

    /// <summary>Everything it logged.</summary>
    public string Log => _process.Output;

    public string Tail() => _process.Tail();

    /// <summary>Starts <c>facerec run</c>.</summary>
    public static NodeProcess Run(RunFolder folder, string configuration, IReadOnlyDictionary<string, string>? environment = null) =>
        new(Start("facerec run", ["run", "--config", folder.Write("facerec.yaml", configuration)], environment));

    /// <summary>Starts any command line of the program.</summary>
    public static ChildProcess Start(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        ChildProcess.Start(name, "dotnet", [Program, .. arguments], environment);

    /// <summary>Runs a command line to its end.</summary>
    /// <returns>Exit code and everything written.</returns>
    public static async Task<(int Code, string Output)> CommandAsync(params string[] arguments)
    {
        await using var process = Start($"facerec {arguments[0]}", arguments);
        await process.ExitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, process.Output);
    }

    /// <summary>Ends it with SIGTERM; returns how long that took.</summary>
    public Task<TimeSpan> StopAsync() => _process.TerminateAsync(TimeSpan.FromSeconds(15));

    /// <summary>Ends it with SIGKILL.</summary>
    public Task KillAsync() => _process.KillAsync();

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    // The tests are built like the program: artifacts/bin/<project>/<debug or release>.
    public static string Program =>
        RepositoryRoot.Under("artifacts", "bin", "FaceRecMqtt.Node", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "facerec.dll");
}
