using System.Runtime.InteropServices;

namespace FaceRecMqtt.EndToEnd.Npu;

/// <summary>The stand-in device with real networks: SCRFD 500M, and the starter's recogniser quantised; made by the program's own commands, once per build.</summary>
internal sealed class SimulatedNpu
{
    /// <summary>Name of the pack in front of the recogniser; on the CPU it computes in float32.</summary>
    public const string Pack = "scrfd";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private SimulatedNpu(string folder) => Folder = folder;

    private string Folder { get; }

    /// <summary>Skips the test where something is missing.</summary>
    public static void Need()
    {
        Needs.Pictures();
        Needs.Models();
        Assert.SkipUnless(File.Exists(CustomPack.SmallDetectorFile), $"{CustomPack.SmallDetectorFile} is absent.");
        Assert.SkipUnless(File.Exists(Library), "The stand-in is missing: run 'make native'.");
    }

    /// <summary>Makes the models where they are missing or older than the program.</summary>
    /// <param name="mode">Bits of the recogniser: a mode of <c>models quantise</c>.</param>
    public static async Task<SimulatedNpu> MakeAsync(string mode)
    {
        var made = RepositoryRoot.Under("build", "simulated", mode);
        if (!File.Exists(Path.Combine(made, "scrfd_500m.hef")) || Directory.GetLastWriteTimeUtc(made) < File.GetLastWriteTimeUtc(NodeProcess.Program))
        {
            using var folder = new RunFolder();
            Stage.CopyModels(folder);
            var (data, faces, pack) = (folder.Under("data"), CalibrationPictures(folder), CustomPack.Make(folder, Pack, isSmall: true));
            await CustomPack.InstallAsync(pack, data);
            await RunAsync("models", "quantise", pack, "--mode", mode, "--calibration", faces, "--out", folder.Under("quantised"), "--data", data);
            await RunAsync("models", "fetch", folder.Under("quantised"), "--data", data);
            await RunAsync("models", "simulate", folder.Under("quantised"), "--calibration", faces, "--out", folder.Under("simulated"), "--data", data);
            if (Directory.Exists(made))
            {
                Directory.Delete(made, recursive: true);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(made)!);
            Copy(folder.Under("simulated"), $"{made}.part");
            Directory.Move($"{made}.part", made);
        }

        return new(made);
    }

    /// <summary>What the node's process needs for it.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["HAILORT_SIM_ONNXRUNTIME"] =
            Path.Combine(Path.GetDirectoryName(NodeProcess.Program)!, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libonnxruntime.so"),
        // A device is quick, and its streams give up after a second.
        ["HAILORT_SIM_THREADS"] = "2",
    };

    private static string Library => RepositoryRoot.Under("build", "native", "libhailort_sim.so");

    /// <summary>Both backends as the configuration names them, the NPU first; the pack on the CPU lies in the data folder.</summary>
    /// <param name="pack">Folder of the CPU's pack.</param>
    /// <param name="threshold">Similarity the NPU asks for.</param>
    public string Backends(string pack, double threshold) => FormattableString.Invariant($"""
        backends:
          - name: npu
            kind: hailo
            library: {Library}
            detector_hef: {Path.Combine(Folder, "scrfd_500m.hef")}
            recogniser_hef: {Path.Combine(Folder, "arcface_mobilefacenet.hef")}
            pre_norm_low: 1.8
            pre_norm_high: 3.0
            threshold: {threshold}
          - name: cpu
            pack: {pack}
        """);

    // Other people than those who are looked at afterwards.
    private static string CalibrationPictures(RunFolder folder)
    {
        var faces = Directory.CreateDirectory(folder.Under("faces")).FullName;
        foreach (var number in (int[])[2, 4, 5, 6])
        {
            File.Copy(Clips.Sample(number), Path.Combine(faces, $"sample{number}.jpg"));
        }

        return faces;
    }

    private static async Task RunAsync(params string[] arguments)
    {
        await using var process = NodeProcess.Start($"facerec {string.Join(' ', arguments[..2])}", arguments);
        await process.ExitAsync(Patience);
        Assert.True(process.ExitCode == 0, process.Output);
    }

    private static void Copy(string source, string target)
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
