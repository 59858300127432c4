using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.Diagnosis;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary><c>facerec models</c>: the model packs.</summary>
internal static class ModelsCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "models",
        "Lists, fetches, checks and quantises the models that find and recognise faces.",
        "facerec models list",
        "facerec models fetch starter",
        "facerec models verify")
    {
        List(terminal),
        FetchCommand.Build(terminal),
        QuantiseCommand.Build(terminal),
        SimulateCommand.Build(terminal),
        ReferenceCommand.Build(terminal),
        Verify(terminal),
    };

    private static TaughtCommand List(Terminal terminal)
    {
        var data = new DataOption();
        var command = new TaughtCommand("list", "Lists the packs this program knows and those that are installed.", "facerec models list", "facerec models list --data build/data");
        data.AddTo(command);
        return command.Does(terminal, async (parsed, _) =>
        {
            var packs = data.Packs(parsed, terminal);
            var entries = PackCatalog.Known.Values.OrderBy(entry => entry.Manifest.NeedsAcceptance).ThenBy(entry => entry.InstalledName);
            foreach (var entry in entries.UnionBy(packs.Installed, entry => entry.InstalledName))
            {
                var (state, colour) = Describe(packs, entry);
                await terminal.Out.WriteLineAsync($"{entry.InstalledName,-12} {terminal.Coloured($"{state,-13}", colour)} {entry.Manifest.Title}");
                await terminal.Out.WriteLineAsync(terminal.Coloured($"{"",-26} licence: {entry.Manifest.Licence}", TextColour.Grey));
            }

            return ExitCode.Done;
        });
    }

    private static TaughtCommand Verify(Terminal terminal)
    {
        var name = new Argument<string?>("name")
        {
            Description = "Pack: a name that `models list` shows, or the path of a pack's own folder. Without: every installed pack.",
            HelpName = "NAME",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var data = new DataOption();
        var command = new TaughtCommand(
            "verify",
            "Checks every byte of installed packs and recognises a known face with them. Exit code 1: one is damaged, or none is installed.",
            "facerec models verify",
            "facerec models verify starter --data build/data")
        {
            name,
        };
        data.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var packs = data.Packs(parsed, terminal);
            var entries = Wanted(packs, parsed.GetValue(name));
            var code = ExitCode.Done;
            foreach (var entry in entries)
            {
                stopping.ThrowIfCancellationRequested();
                var trial = PackTrial.Run(packs, entry, new OnnxBackendOptions());
                await terminal.Out.WriteLineAsync(trial.Problem is null
                    ? $"{terminal.Coloured("ok  ", TextColour.Green)}  {entry.InstalledName}: {trial.Text}"
                    : $"{terminal.Coloured("fail", TextColour.Red)}  {entry.InstalledName}: {trial.Problem}");
                code = trial.Problem is null ? code : ExitCode.Failed;
            }

            return code;
        });
    }

    private static (string State, TextColour Colour) Describe(PackShelves packs, PackEntry entry)
    {
        try
        {
            _ = packs.Open(entry);
            return (packs.HomeOf(entry) == packs.Own ? "installed" : "shipped", TextColour.Green);
        }
        catch (PackException fault)
        {
            return fault.Fault is PackFault.NotInstalled ? ("not installed", TextColour.Grey) : ("damaged", TextColour.Red);
        }
    }

    private static IReadOnlyList<PackEntry> Wanted(PackShelves packs, string? name)
    {
        if (name is null)
        {
            return packs.Installed is { Count: > 0 } installed ? installed : throw new CommandFailed(ExitCode.Failed, $"no model pack is installed in {packs.Own}; run `facerec models fetch starter`");
        }

        try
        {
            return [packs.Find(name)];
        }
        catch (PackException fault)
        {
            throw new CommandFailed(ExitCode.Failed, fault.Message);
        }
    }
}
