using System.CommandLine;
using FaceRecMqtt.Evaluation.Distance;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Models;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Node.CommandLine.Evaluating;

/// <summary><c>facerec evaluate</c>: measures models.</summary>
internal static class EvaluateCommand
{
    private const int UsualPortraits = 3;

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "evaluate",
        "Measures how well models recognise people you have pictures of.",
        "facerec evaluate distance starter --faces ./people")
    {
        Distance(terminal),
    };

    private static TaughtCommand Distance(Terminal terminal)
    {
        var packs = new Argument<string[]>("packs")
        {
            Description = "Installed packs to compare: names that `models list` shows, or paths of packs' own folders. Faces are found with the first.",
            HelpName = "PACK",
            Arity = ArgumentArity.OneOrMore,
        };
        var faces = new Option<string>("--faces")
        {
            Description = "Folder with a folder of portraits for each person; one with a labels.json holds scenes: {\"file.jpg\": [[\"person\", [left, top, right, bottom]]]}.",
            HelpName = "FOLDER",
            Required = true,
        };
        var portraits = new Option<int>("--enrol")
        {
            Description = "Portraits of each person that are enrolled; the others are tried.",
            HelpName = "COUNT",
            DefaultValueFactory = _ => UsualPortraits,
        };
        portraits.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--enrol: at least 1.");
            }
        });
        var data = new DataOption();
        var command = new TaughtCommand(
            "distance",
            "Shows how matches, similarities and pre_norm of a model fall as faces get smaller: each aligned face is shrunk to some px and enlarged again. "
            + "The gallery is embedded by the model under test, at its pack's threshold and margin.",
            "facerec evaluate distance starter --faces ./people",
            "# what 8 bits cost: a pack made by `facerec models quantise`, and fetched",
            "facerec evaluate distance starter ./starter-a8 --faces ./people")
        {
            packs,
            faces,
            portraits,
        };
        data.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var shelves = data.Packs(parsed, terminal);
            var names = parsed.GetRequiredValue(packs);
            var labelled = Read(shelves, names[0], Path.GetFullPath(parsed.GetRequiredValue(faces)), parsed.GetValue(portraits), terminal, stopping);
            await terminal.Error.WriteLineAsync($"{labelled.Enrolled.Count} faces enrolled, {labelled.Probes.Count} tried, {labelled.Probes.Count(probe => probe.Person is null)} of them strangers");
            foreach (var name in names)
            {
                using var backend = Open(shelves, name);
                var rows = Measure(backend, labelled, stopping);
                await DistanceTable.WriteAsync(terminal.Out, backend.Pack.Manifest.Name, backend.Model, rows);
            }

            return ExitCode.Done;
        });
    }

    private static IReadOnlyList<DistanceRow> Measure(OnnxBackend backend, LabelledFolder labelled, CancellationToken stopping)
    {
        try
        {
            return DistanceStudy.Run(backend, labelled.Enrolled, labelled.Probes, DistanceStudy.UsualSizes, stopping);
        }
        catch (Exception fault) when (fault is BackendException or ArgumentException)
        {
            throw new CommandFailed(ExitCode.Failed, $"{backend.Name}: {fault.Message}");
        }
    }

    private static LabelledFolder Read(PackShelves packs, string pack, string faces, int portraits, Terminal terminal, CancellationToken stopping)
    {
        using var backend = Open(packs, pack);
        var labelled = LabelledFolder.Read(
            faces, portraits, new PictureFaces(backend, terminal.Time), file => terminal.ShowProgress($"finding faces in {Path.GetRelativePath(faces, file)}"), stopping);
        terminal.EndProgress();
        return labelled;
    }

    private static OnnxBackend Open(PackShelves packs, string name)
    {
        try
        {
            var backend = new OnnxBackend(name, packs.Open(name), new OnnxBackendOptions(), NullLogger.Instance);
            backend.EnterThread();
            return backend;
        }
        catch (Exception fault) when (fault is PackException or BackendException)
        {
            throw new CommandFailed(ExitCode.Failed, fault.Message);
        }
    }
}
