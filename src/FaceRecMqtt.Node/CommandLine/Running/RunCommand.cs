using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.Hosting;

namespace FaceRecMqtt.Node.CommandLine.Running;

/// <summary><c>facerec run</c>: the node itself.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var config = new ConfigOption();
        var command = new TaughtCommand(
            "run",
            "Watches the cameras, recognises faces and tells MQTT, until it is stopped. `facerec config sample` prints a configuration to begin with.",
            "facerec run --config /etc/facerec/facerec.yaml");
        config.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            await NodeHost.RunAsync(config.LoadWithNotes(parsed), () => config.Read(parsed), terminal.Time, stopping);
            return ExitCode.Done;
        });
    }
}
