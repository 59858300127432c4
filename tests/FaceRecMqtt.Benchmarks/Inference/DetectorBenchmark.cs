using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Detection;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Benchmarks.Inference;

/// <summary>One detector: tensor to boxes against the bare session, and what happens before and after it.</summary>
internal static class DetectorBenchmark
{
    private const float MinimumScore = 0.6f;
    private const int Rounds = 250;
    private const int Candidates = 200;

    /// <summary>Measures one detector on a frame.</summary>
    public static void Run(string name, InstalledPack pack, Frame frame, Results results)
    {
        var manifest = pack.Manifest.Detector;
        var path = pack.PathOf(manifest.File);
        var threads = ThreadRule.ForDetector(0, manifest.Family);
        using var detector = Detector.Open(manifest, path, threads);
        var input = manifest.Input;
        var plane = input.Width * input.Height;
        var (pixels, tensor) = (new byte[3 * plane], new float[3 * plane]);
        var whole = new PixelRect(0, 0, frame.Width, frame.Height);
        // SCRFD keeps the picture's shape: the rest of its input is padding.
        var fit = manifest.Family == DetectorFamily.Scrfd ? LetterBox.Fit(whole, input.Width, input.Height) : LetterBox.Stretch(whole, input.Width, input.Height);
        void Scale() => frame.ScaleInto(whole, pixels, fit.ContentWidth, fit.ContentHeight, 3 * input.Width, ColorOrder.Rgb);
        void Spread() => PlanarPixels.Spread(pixels, tensor.AsSpan(0, plane), tensor.AsSpan(plane, plane), tensor.AsSpan(2 * plane), input.Mean, input.Scale);
        Scale();
        Spread();
        using var bare = new BareSession(path, [1, 3, input.Height, input.Width], tensor, SessionSettings.Create(threads));
        var faces = new FaceDetection[64];
        var found = 0;
        var race = Race.Run(Rounds, () => found = detector.Detect(tensor, MinimumScore, faces), bare.Run);
        Add($"{name}, {threads} thread(s): tensor to boxes / bare session ({found} faces)", race.Ratio, "×", InferenceBenchmark.Target);
        Add($"{name}: bare session", race.Baseline, "ms");
        Add($"{name}: everything from the 1080p frame to boxes", Race.Alone(Rounds, () => detector.Detect(frame, whole, MinimumScore, faces)), "ms");
        Add($"{name}: of that scaling YUV to RGB", Race.Alone(Rounds, Scale), "ms");
        Add($"{name}: of that filling the tensor (letterbox, planes, mean, scale)", Race.Alone(Rounds, Spread), "ms");
        var crowd = Crowd(frame);
        var work = new FaceDetection[crowd.Length];
        Add($"{name}: NMS of {Candidates} candidates", Race.Alone(Rounds, () => Suppress(crowd, work, manifest.MaxOverlap)), "ms");

        void Add(string what, double value, string unit, double? target = null) => results.Add(new(InferenceBenchmark.Name, what, value, unit, target));
    }

    private static void Suppress(FaceDetection[] crowd, FaceDetection[] work, float overlap)
    {
        crowd.CopyTo(work, 0);
        NonMaximumSuppression.Suppress(work, overlap);
    }

    // Ten faces, each found twenty times a little aside, as detectors do.
    private static FaceDetection[] Crowd(Frame frame)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Candidates).Select(i =>
        {
            var (x, y) = (frame.Width / 11f * (1 + (i % 10)), frame.Height / 2f);
            float Aside() => (float)(random.NextDouble() - 0.5) * 10;
            return new FaceDetection(new FaceBox(x + Aside(), y + Aside(), 90 + Aside(), 110 + Aside()), 0.6f + (0.4f * random.NextSingle()), default);
        })];
    }
}
