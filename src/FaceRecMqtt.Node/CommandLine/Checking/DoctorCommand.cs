using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.Diagnosis;

namespace FaceRecMqtt.Node.CommandLine.Checking;

/// <summary><c>facerec doctor</c>: is everything in place?</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var config = new ConfigOption();
        var command = new TaughtCommand(
            "doctor",
            "Looks at the data folder, the libraries, the models, the broker and each camera, and says what helps. Exit code 1: something fails.",
            "facerec doctor",
            "facerec doctor --config /etc/facerec/facerec.yaml");
        config.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var configuration = (await config.LoadWithBrokerAsync(parsed, terminal, stopping)).Configuration!;
            var worst = Verdict.Ok;
            await foreach (var finding in new Doctor(terminal.Time).ExamineAsync(configuration, stopping))
            {
                worst = finding.Verdict > worst ? finding.Verdict : worst;
                await terminal.Out.WriteLineAsync($"{Mark(terminal, finding.Verdict)}  {finding.Subject}: {finding.Text}");
                if (finding.Cure is not null)
                {
                    await terminal.Out.WriteLineAsync($"      → {finding.Cure}");
                }
            }

            await terminal.Out.WriteLineAsync(worst switch
            {
                Verdict.Ok => "Everything is in place.",
                Verdict.Warn => "It works, with the losses named above.",
                _ => "Something is missing, see above.",
            });
            return worst is Verdict.Fail ? ExitCode.Failed : ExitCode.Done;
        });
    }

    private static string Mark(Terminal terminal, Verdict verdict) => verdict switch
    {
        Verdict.Ok => terminal.Coloured("ok  ", TextColour.Green),
        Verdict.Warn => terminal.Coloured("warn", TextColour.Yellow),
        _ => terminal.Coloured("fail", TextColour.Red),
    };
}
