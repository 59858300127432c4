using System.CommandLine;
using FaceRecMqtt.Hailo.Hef;
using FaceRecMqtt.Node.CommandLine.Help;

namespace FaceRecMqtt.Node.CommandLine.Hef;

/// <summary><c>facerec hef</c>: models compiled for a Hailo device.</summary>
internal static class HefCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "hef",
        "Looks into models that were compiled for a Hailo device.",
        "facerec hef info /etc/hailo/models/scrfd_10g.hef")
    {
        Info(terminal),
    };

    private static TaughtCommand Info(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "The HEF.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        return new TaughtCommand(
            "info",
            "Checks a HEF byte for byte and tells which chip it is for, its inputs and outputs. Needs neither device nor HailoRT. Exit code 1: it is no sound HEF.",
            "facerec hef info /etc/hailo/models/scrfd_10g.hef",
            "facerec hef info arcface_mobilefacenet.hef --json")
        {
            file,
            json,
        }.Does(terminal, async (parsed, _) =>
        {
            var path = parsed.GetValue(file)!;
            var facts = Read(path);
            var reader = $"facerec's own reader; {LibraryOpinion.Of(path, facts)}";
            if (parsed.GetValue(json))
            {
                await terminal.Out.WriteLineAsync(HefJson.Of(facts, reader));
                return ExitCode.Done;
            }

            foreach (var line in HefText.Lines(path, facts, reader))
            {
                await terminal.Out.WriteLineAsync(line);
            }

            return ExitCode.Done;
        });
    }

    private static HefFacts Read(string path)
    {
        try
        {
            return HefFacts.Read(path);
        }
        catch (HefException fault)
        {
            throw new CommandFailed(ExitCode.Failed, $"{path}: {fault.Message}");
        }
    }
}
