using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Teaching;

namespace FaceRecMqtt.Node.CommandLine.Managing;

/// <summary><c>facerec calibrate</c>: the limits a node's own people ask for.</summary>
internal static class CalibrateCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var apply = new Option<bool>("--apply") { Description = "Use the proposal from now on." };
        var reset = new Option<bool>("--reset") { Description = "Use the limits of the model or the configuration again." };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "calibrate",
            "Proposes threshold and margin for the running model from the people it knows, and says how sure they are.",
            "facerec calibrate",
            "facerec calibrate --apply")
        {
            apply,
            reset,
        };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "calibrate", RequestJson.Of(("apply", parsed.GetValue(apply) ? true : null), ("reset", parsed.GetValue(reset) ? true : null)), stopping));
    }
}
