using System.CommandLine;
using FaceRecMqtt.Hailo.SelfTest;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary><c>facerec models reference</c>: puts a known face beside a HEF, so that a wrong input is noticed before it serves.</summary>
internal static class ReferenceCommand
{
    /// <summary>The command.</summary>
    public static TaughtCommand Build(Terminal terminal)
    {
        var pack = new Argument<string>("pack")
        {
            Description = "Installed pack with the recogniser that the HEF was compiled of: a name that `models list` shows, or the path of a pack's own folder.",
            HelpName = "PACK",
        };
        var hef = new Argument<string>("hef") { Description = "The recogniser's HEF.", HelpName = "HEF" };
        var data = new DataOption();
        var command = new TaughtCommand(
            "reference",
            "Puts a known face beside a recogniser's HEF; a HEF with exchanged colours or of another model is then refused at every start.",
            "facerec models reference buffalo_sc /etc/hailo/models/w600k_mbf.hef")
        {
            pack,
            hef,
        };
        data.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            try
            {
                var source = data.Packs(parsed, terminal).Open(parsed.GetRequiredValue(pack));
                var model = Path.GetFullPath(parsed.GetRequiredValue(hef));
                var known = !File.Exists(model) ? throw new CommandFailed(ExitCode.Failed, $"{model} is not there; name the HEF")
                    : source.SelfTest ?? throw new CommandFailed(ExitCode.Failed, $"the pack {source.Manifest.Name} brings no known face; add `self_test` to its manifest and fetch it again");
                var file = HailoReferenceFile.Beside(model);
                await File.WriteAllBytesAsync(file, HailoReferenceFile.ToBytes(new(known.Crop, known.Raw)), stopping);
                await terminal.Out.WriteLineAsync(file);
                return ExitCode.Done;
            }
            catch (Exception fault) when (fault is PackException or IOException or UnauthorizedAccessException)
            {
                throw new CommandFailed(ExitCode.Failed, fault.Message);
            }
        });
    }
}
