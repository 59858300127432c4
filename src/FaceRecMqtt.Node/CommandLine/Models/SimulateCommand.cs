using System.CommandLine;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Hailo.SelfTest;
using FaceRecMqtt.Hailo.Simulation;
using FaceRecMqtt.Node.CommandLine.Evaluating;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Quantization;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary><c>facerec models simulate</c>: makes models for the stand-in device of native/hailort-sim.</summary>
internal static class SimulateCommand
{
    private const int MostPictures = 500;

    /// <summary>The command.</summary>
    public static TaughtCommand Build(Terminal terminal)
    {
        var pack = new Argument<string>("pack") { Description = "Installed pack: a name that `models list` shows, or the path of a pack's own folder.", HelpName = "PACK" };
        var calibration = new Option<string>("--calibration")
        {
            Description = "Folder of pictures with faces, on which the ranges of the outputs are measured.",
            HelpName = "FOLDER",
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "Folder that receives the files, one for each model.", HelpName = "FOLDER", Required = true };
        var bits = new Option<int>("--bits") { Description = "Bits of outputs: 8 or 16.", DefaultValueFactory = _ => 8 };
        bits.AcceptOnlyFromAmong("8", "16");
        var small = new Option<bool>("--hailo8l") { Description = "Make them for the Hailo-8L, which the Hailo-8 runs too." };
        var data = new DataOption();
        var command = new TaughtCommand(
            "simulate",
            "Makes models for the stand-in device, which plays a Hailo-8 on a machine without one. They are no HEFs: a real device refuses them.",
            "facerec models simulate ./scrfd-pack --calibration ./faces --out ./simulated",
            "# a recogniser that computes with 8 bits inside too",
            "facerec models quantise starter --mode a8_w8 --calibration ./faces --out ./starter-a8",
            "facerec models fetch ./starter-a8",
            "facerec models simulate starter-a8 --calibration ./faces --out ./simulated")
        {
            pack,
            calibration,
            output,
            bits,
            small,
        };
        data.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var target = Path.GetFullPath(parsed.GetRequiredValue(output));
            try
            {
                var source = data.Packs(parsed, terminal).Open(parsed.GetRequiredValue(pack));
                var simulated = new SimulatedPack(source, parsed.GetValue(bits), parsed.GetValue(small));
                foreach (var (model, reference) in Models(source, simulated, Path.GetFullPath(parsed.GetRequiredValue(calibration)), terminal, stopping))
                {
                    var file = Path.Combine(Directory.CreateDirectory(target).FullName, $"{model.Group}.hef");
                    await File.WriteAllBytesAsync(file, model.ToBytes(), stopping);
                    if (reference is not null)
                    {
                        await File.WriteAllBytesAsync(HailoReferenceFile.Beside(file), HailoReferenceFile.ToBytes(reference), stopping);
                    }

                    terminal.EndProgress();
                    await terminal.Out.WriteLineAsync(file);
                }

                return ExitCode.Done;
            }
            catch (Exception fault) when (fault is PackException or BackendException or QuantiseException or IOException or UnauthorizedAccessException)
            {
                throw new CommandFailed(ExitCode.Failed, fault.Message);
            }
        });
    }

    private static IEnumerable<(SimulatedModel Model, HailoReference? Reference)> Models(InstalledPack source, SimulatedPack simulated, string folder, Terminal terminal, CancellationToken stopping)
    {
        var files = PictureFaces.Files(folder, isDeep: true).Take(MostPictures).ToArray();
        using var backend = new OnnxBackend(source.Manifest.Name, source, new OnnxBackendOptions(), NullLogger.Instance);
        backend.EnterThread();
        var faces = new PictureFaces(backend, terminal.Time);
        List<byte[]> crops = [.. Named(files, terminal).SelectMany(file => faces.In(file, stopping)).Select(face => face.Crop)];
        yield return (simulated.Recogniser(crops, stopping), source.SelfTest is { } known ? new(known.Crop, known.Raw) : ColourfulFace.Among(backend, crops));
        if (simulated.HasScrfd)
        {
            var size = source.Manifest.Detector.Input;
            yield return (simulated.Detector(Named(files, terminal).Select(file => Whole(faces, file, size)), stopping), null);
        }
        else
        {
            terminal.EndProgress();
            terminal.Error.WriteLine($"note: {source.Manifest.Name} detects faces with {source.Manifest.Detector.Family}, of which no NPU model exists; only its recogniser is made");
        }
    }

    private static IEnumerable<string> Named(IEnumerable<string> files, Terminal terminal) => files.Select(file =>
    {
        terminal.ShowProgress($"measuring {Path.GetFileName(file)}");
        return file;
    });

    private static byte[] Whole(PictureFaces faces, string file, InputFormat size)
    {
        using var frame = faces.Decoded(file);
        var box = LetterBox.Fit(new PixelRect(0, 0, frame.Width, frame.Height), size.Width, size.Height);
        var rgb = new byte[3 * size.Width * size.Height];
        frame.ScaleInto(box.Region, rgb, box.ContentWidth, box.ContentHeight, 3 * size.Width, ColorOrder.Rgb);
        return rgb;
    }
}
