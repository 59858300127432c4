using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using FaceRecMqtt.Node.CommandLine.Checking;
using FaceRecMqtt.Node.CommandLine.Evaluating;
using FaceRecMqtt.Node.CommandLine.Hef;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Managing;
using FaceRecMqtt.Node.CommandLine.Models;
using FaceRecMqtt.Node.CommandLine.Running;
using FaceRecMqtt.Node.CommandLine.Teaching;
using FaceRecMqtt.Node.CommandLine.Watching;

namespace FaceRecMqtt.Node.CommandLine;

/// <summary>The command line as a whole.</summary>
internal static class FacerecProgram
{
    // A node says goodbye to its broker within 3 s; only what hangs is cut off.
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(10);

    /// <summary>All commands.</summary>
    /// <param name="terminal">Where they write.</param>
    public static RootCommand Build(Terminal terminal)
    {
        var root = new RootCommand(
            "Recognises faces in camera streams and tells MQTT and Home Assistant. "
            + "`facerec doctor` looks whether everything is in place; `facerec COMMAND --help` explains a command with examples.")
        {
            RunCommand.Build(terminal),
            DemoCommand.Build(terminal),
            WatchCommand.Build(terminal),
            EnrollCommand.Build(terminal),
            PeopleCommand.Build(terminal),
            UnknownsCommand.Build(terminal),
            SamplesCommand.Build(terminal),
            AnchorsCommand.Build(terminal),
            CalibrateCommand.Build(terminal),
            BackupCommand.Backup(terminal),
            BackupCommand.Restore(terminal),
            SendCommand.Build(terminal),
            ModelsCommand.Build(terminal),
            EvaluateCommand.Build(terminal),
            HefCommand.Build(terminal),
            DoctorCommand.Build(terminal),
            HealthCommand.Build(terminal),
            ConfigCommand.Build(terminal),
        };
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new ExamplesHelp((HelpAction)option.Action!);
        }

        return root;
    }

    /// <summary>Runs one command line.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="terminal">Where it writes.</param>
    /// <param name="stopping">Stops the command.</param>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken stopping)
    {
        var parsed = Build(terminal).Parse(args);
        var isMistaken = parsed.Errors.Count > 0;
        if (parsed.Action is ParseErrorAction mistake)
        {
            // The mistake would scroll away above a page of help; a command without an action of its own has nothing else to say.
            mistake.ShowHelp = parsed.CommandResult.Command.Subcommands.Count > 0;
        }

        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ShutdownPatience },
            stopping);
        return isMistaken && code != ExitCode.Done ? ExitCode.Usage : code;
    }
}
