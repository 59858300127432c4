using System.Globalization;
using FaceRecMqtt.Benchmarks.Inference;
using FaceRecMqtt.Evaluation.Distance;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Node.CommandLine.Evaluating;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Quantization;
using FaceRecMqtt.Onnx.Recognition;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Benchmarks.Npu;

/// <summary>How similar strangers come to the nearest enrolled person, and what the policy <c>auto</c> would ask the CPU about at several impostor ceilings.</summary>
internal static class ImpostorScores
{
    private const int Enrolled = 3;
    private const float Threshold = 0.42f;
    private static readonly int[] Sizes = [112, 56, 40, 28, 20];
    private static readonly float[] Ceilings = [0.05f, 0.08f, 0.10f, 0.12f, 0.15f, 0.18f, 0.20f, 0.25f];

    /// <summary>Measures and writes the tables.</summary>
    public static int Run()
    {
        var pack = Packs.Starter();
        var manifest = pack.Manifest.Recogniser;
        using var finder = new OnnxBackend("cpu", pack, new OnnxBackendOptions(), NullLogger.Instance);
        finder.EnterThread();
        var faces = new PictureFaces(finder, TimeProvider.System);
        var people = LabelledFolder.Read(RepositoryRoot.Shared("data", "faces", "bbt"), Enrolled, faces, _ => { }, CancellationToken.None);
        List<byte[]> strangers = [.. Enumerable.Range(1, 6).SelectMany(number => faces.In(Clips.Sample(number), CancellationToken.None)).Select(face => face.Crop)];
        var published = File.ReadAllBytes(Path.Combine(pack.Folder, "published", manifest.File));
        Console.WriteLine($"{people.Enrolled.Count} faces enrolled, {people.Probes.Count} faces of enrolled people and {strangers.Count} of strangers tried; threshold {Threshold:0.00}");
        using var folder = new RunFolder();
        foreach (var mode in (PrecisionMode?[])[null, PrecisionMode.A8W8, PrecisionMode.A8W4])
        {
            var file = folder.Under($"{mode?.ToString() ?? "float32"}.onnx");
            File.WriteAllBytes(file, mode is { } bits ? Quantised(published, strangers, bits) : published);
            using var recogniser = Recogniser.Open(manifest, file, threads: 2);
            Tell(mode?.ToString() ?? "float32", recogniser, people, strangers);
        }

        return 0;

        byte[] Quantised(byte[] model, List<byte[]> crops, PrecisionMode bits) => Quantiser.Quantise(model, new CalibrationInputs([1, 3, AlignedFace.Size, AlignedFace.Size], crops.Select(crop =>
        {
            var tensor = new float[AlignedFace.Bytes];
            Recogniser.Fill(crop, tensor, manifest.Input);
            return tensor;
        })), new QuantiseOptions { Mode = bits }).File;
    }

    private static void Tell(string name, Recogniser recogniser, LabelledFolder people, List<byte[]> strangers)
    {
        var gallery = people.Enrolled.Select(face => (face.Person, Unit: Embed(recogniser, face.Crop.Span))).ToList();
        Console.WriteLine($"\n{name}: share asked of strangers / of missed people, by ceiling");
        Console.WriteLine($"  px  strangers' best: 50 %  75 %  95 %  most   missed  {string.Join("  ", Ceilings.Select(ceiling => ceiling.ToString("0.00", CultureInfo.InvariantCulture).PadLeft(11)))}");
        foreach (var size in Sizes)
        {
            List<float> foreign = [], missed = [];
            foreach (var probe in people.Probes.Concat(strangers.Select(crop => new LabelledFace(null, crop))))
            {
                var unit = Embed(recogniser, CropScaling.Through(probe.Crop.Span, size));
                // An enrolled person without own samples is a stranger to the others.
                foreign.Add(gallery.Where(sample => sample.Person != probe.Person).Max(sample => FaceEmbedding.Similarity(unit, sample.Unit)));
                if (probe.Person is not null && gallery.Max(sample => FaceEmbedding.Similarity(unit, sample.Unit)) is var best && best < Threshold)
                {
                    missed.Add(best);
                }
            }

            foreign.Sort();
            Console.WriteLine(FormattableString.Invariant($"  {size,3}  {At(foreign, 0.5),22:0.000}  {At(foreign, 0.75):0.000} {At(foreign, 0.95):0.000} {foreign[^1]:0.000}  {missed.Count,6}  ")
                + string.Join("  ", Ceilings.Select(ceiling => FormattableString.Invariant($"{Share(foreign, ceiling),4:0} % {Share(missed, ceiling),3:0} %"))));
        }
    }

    private static double Share(List<float> scores, float ceiling) => scores.Count == 0 ? double.NaN : 100.0 * scores.Count(score => score >= ceiling && score < Threshold) / scores.Count;

    private static float At(List<float> sorted, double part) => sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];

    private static float[] Embed(Recogniser recogniser, ReadOnlySpan<byte> crop)
    {
        var raw = new float[recogniser.Length];
        recogniser.Embed(crop, raw);
        return FaceEmbedding.FromRaw(raw).Unit.ToArray();
    }
}
