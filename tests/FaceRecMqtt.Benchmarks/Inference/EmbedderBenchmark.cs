using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Recognition;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Benchmarks.Inference;

/// <summary>The embedder: tensor to embedding against the bare session, and what the rewrite at installation and flush-to-zero bring.</summary>
internal static class EmbedderBenchmark
{
    private const int Rounds = 150;
    private const int SlowRounds = 40;

    /// <summary>Measures on a frame.</summary>
    /// <param name="plain">Computes with denormals.</param>
    /// <param name="flushing">Treats them as zero.</param>
    /// <param name="frame">Where an aligned face is cut from.</param>
    /// <param name="results">Receives the figures.</param>
    public static void Run(Lane plain, Lane flushing, Frame frame, Results results)
    {
        var pack = Packs.Starter();
        var manifest = pack.Manifest.Recogniser;
        var installed = pack.PathOf(manifest.File);
        var published = Path.Combine(pack.Folder, "published", manifest.File);
        var (crop, tensor) = (new byte[AlignedFace.Bytes], new float[AlignedFace.Bytes]);
        var aligner = new FaceAligner();
        var points = Points(frame);
        if (!aligner.TryAlign(frame, points, crop))
        {
            throw new InvalidOperationException("The face could not be aligned.");
        }

        Recogniser.Fill(crop, tensor, manifest.Input);
        flushing.Do(() => Against(manifest, installed, tensor, crop, results));
        flushing.Do(() => Add(results, "alignment of one face from the 1080p frame", Race.Alone(Rounds, () => aligner.TryAlign(frame, points, crop)), "ms"));
        Rewrite(flushing, "flush-to-zero", Rounds, () => SessionSettings.Create(1));
        Rewrite(plain, "denormals as they come", SlowRounds, BareSession.WithDenormals);

        void Rewrite(Lane lane, string how, int rounds, Func<Microsoft.ML.OnnxRuntime.SessionOptions> settings) => lane.Do(() =>
        {
            using var rewritten = new BareSession(installed, Shape, tensor, settings());
            using var asPublished = new BareSession(published, Shape, tensor, settings());
            var race = Race.Run(rounds, rewritten.Run, asPublished.Run);
            Add(results, $"fr_feature, {how}: rewritten / as published", race.Ratio, "×");
            Add(results, $"fr_feature, {how}: as published", race.Baseline, "ms");
            Add(results, $"fr_feature, {how}: rewritten", race.Ours, "ms");
        });
    }

    private static long[] Shape => [1, 3, AlignedFace.Size, AlignedFace.Size];

    private static void Against(RecogniserManifest manifest, string path, float[] tensor, byte[] crop, Results results)
    {
        using var embedder = Recogniser.Open(manifest, path, threads: 1);
        using var bare = new BareSession(path, Shape, tensor, SessionSettings.Create(threads: 1));
        var raw = new float[manifest.Length];
        var race = Race.Run(Rounds, () => embedder.Embed(tensor, raw), bare.Run);
        Add(results, "fr_feature: tensor to embedding / bare session", race.Ratio, "×", InferenceBenchmark.Target);
        Add(results, "fr_feature: bare session", race.Baseline, "ms");
        Add(results, "fr_feature: of an embedding filling the tensor", Race.Alone(Rounds, () => Recogniser.Fill(crop, tensor, manifest.Input)), "ms");
    }

    // Where the template's points lie in a face of about 150 px in the middle of the picture.
    private static FaceLandmarks Points(Frame frame)
    {
        var points = new FaceLandmarks();
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            points[i] = (ArcFaceTemplate.Landmarks[i] * 1.5f) + new System.Numerics.Vector2(frame.Width / 2f, frame.Height / 3f);
        }

        return points;
    }

    private static void Add(Results results, string what, double value, string unit, double? target = null) =>
        results.Add(new(InferenceBenchmark.Name, what, value, unit, target));
}
