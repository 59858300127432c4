using FaceRecMqtt.Node.CommandLine;

namespace FaceRecMqtt.Tests.Node.CommandLine;

/// <summary>Runs a command line and keeps what it wrote.</summary>
internal sealed record Run(int Code, string Out, string Error)
{
    public static Task<Run> Line(params string[] args) => Line(args, TestContext.Current.CancellationToken);

    public static async Task<Run> Line(string[] args, CancellationToken stopping)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(TextWriter.Synchronized(output), TextWriter.Synchronized(error), TimeProvider.System);
        var code = await FacerecProgram.RunAsync(args, terminal, stopping);
        return new Run(code, output.ToString(), error.ToString());
    }
}
