using System.CommandLine;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Node.CommandLine.Evaluating;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Quantization;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary><c>facerec models quantise</c>: makes a pack that shows on the CPU what an NPU's 8 or 16 bits lose.</summary>
internal static class QuantiseCommand
{
    private const int MostFaces = 2000;

    // Fewer do not reach the ends of all ranges, and clipping costs more than rounding.
    private const int FewFaces = 16;

    private static readonly (string Name, RangeMethod Method)[] Ranges =
        [("min-max", RangeMethod.MinMax), ("percentile", RangeMethod.Percentile), ("squared-error", RangeMethod.SquaredError)];

    /// <summary>The command.</summary>
    public static TaughtCommand Build(Terminal terminal)
    {
        var pack = new Argument<string>("pack") { Description = "Installed pack: a name that `models list` shows, or the path of a pack's own folder.", HelpName = "PACK" };
        var mode = new Option<string>("--mode")
        {
            Description = "Bits of activations and weights; selective: 16 for some layers, 8 for the rest; a8_w4 is harsh.",
            DefaultValueFactory = _ => PrecisionModes.Name(PrecisionMode.A8W8),
        };
        mode.AcceptOnlyFromAmong([.. PrecisionModes.Names]);
        var layers = new Option<string[]>("--layers")
        {
            Description = "Layers with 16 bits in selective mode, for example conv33 dw17, or names of nodes. Without: the last of each kind.",
            HelpName = "LAYER",
            AllowMultipleArgumentsPerToken = true,
        };
        var range = new Option<string>("--range")
        {
            Description = "How the range of an activation is taken from the faces.",
            DefaultValueFactory = _ => Ranges[0].Name,
        };
        range.AcceptOnlyFromAmong([.. Ranges.Select(choice => choice.Name)]);
        var calibration = new Option<string>("--calibration")
        {
            Description = "Folder of pictures, whose faces (or 112 × 112 px crops) the ranges are measured on; other people than those you will try it on.",
            HelpName = "FOLDER",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "New folder that receives the pack.", HelpName = "FOLDER", Required = true };
        var data = new DataOption();
        var command = new TaughtCommand(
            "quantise",
            "Makes a pack whose recogniser computes with what 8 or 16 bits can hold, to preview on the CPU what an NPU would lose.",
            "facerec models quantise starter --mode a8_w8 --calibration ./faces --out ./starter-a8",
            "# 16 bits where they matter",
            "facerec models quantise starter --mode selective --layers conv33 dw17 --calibration ./faces --out ./starter-selective",
            "# then fetch it, compare it, or name its folder as `pack:` of a backend",
            "facerec models fetch ./starter-a8")
        {
            pack,
            mode,
            layers,
            range,
            calibration,
            output,
        };
        data.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(layers) is { Length: > 0 } && result.GetValue(mode) != PrecisionModes.Name(PrecisionMode.Selective))
            {
                result.AddError("--layers goes with --mode selective.");
            }
        });
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var options = new QuantiseOptions
            {
                Mode = PrecisionModes.Find(parsed.GetRequiredValue(mode))!.Value,
                Layers = parsed.GetValue(layers) ?? [],
                Range = Ranges.Single(choice => choice.Name == parsed.GetRequiredValue(range)).Method,
            };
            var target = Path.GetFullPath(parsed.GetRequiredValue(output));
            var model = Quantise(
                data.Packs(parsed, terminal), parsed.GetRequiredValue(pack), Path.GetFullPath(parsed.GetRequiredValue(calibration)), options, target, terminal, stopping);
            await terminal.Error.WriteLineAsync(
                $"{model.Layers.Count} layers, {model.WideLayers.Count} of them with 16 bits{Listed(model)}; {model.Activations} activations; {model.Folded} batch normalisations folded");
            await terminal.Out.WriteLineAsync($"the pack is in {target}; next: `facerec models fetch {target}`");
            return ExitCode.Done;
        });
    }

    private static string Listed(QuantisedModel model) =>
        model.WideLayers.Count is 0 || model.WideLayers.Count == model.Layers.Count ? "" : $" ({string.Join(", ", model.WideLayers.Select(layer => layer.Numbered))})";

    private static QuantisedModel Quantise(
        PackShelves packs, string name, string calibration, QuantiseOptions options, string target, Terminal terminal, CancellationToken stopping)
    {
        try
        {
            var pack = packs.Open(name);
            var crops = Crops(pack, calibration, terminal, stopping);
            terminal.EndProgress();
            if (crops.Count < FewFaces)
            {
                terminal.Error.WriteLine($"note: only {crops.Count} faces to calibrate with; with {FewFaces} or more, best hundreds, of many people, the ranges are nearer to the truth");
            }

            return PackQuantiser.Write(pack, crops, options, target, stopping);
        }
        catch (Exception fault) when (fault is PackException or BackendException or QuantiseException)
        {
            throw new CommandFailed(ExitCode.Failed, fault.Message);
        }
    }

    private static List<byte[]> Crops(InstalledPack pack, string folder, Terminal terminal, CancellationToken stopping)
    {
        using var backend = new OnnxBackend(pack.Manifest.Name, pack, new OnnxBackendOptions(), NullLogger.Instance);
        backend.EnterThread();
        var faces = new PictureFaces(backend, terminal.Time);
        var crops = new List<byte[]>();
        foreach (var file in PictureFaces.Files(folder, isDeep: true))
        {
            terminal.ShowProgress($"finding faces in {Path.GetRelativePath(folder, file)}");
            crops.AddRange(faces.In(file, stopping).Select(face => face.Crop));
            if (crops.Count >= MostFaces)
            {
                terminal.Error.WriteLine($"note: the first {MostFaces} faces are enough; the rest is not looked at");
                return crops;
            }
        }

        return crops.Count > 0 ? crops : throw new CommandFailed(ExitCode.Failed, $"no face was found in the pictures of {folder}; name a folder with pictures of faces");
    }
}
