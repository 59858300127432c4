using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Landmarks;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Benchmarks.Inference;

/// <summary>The landmark model: tensor to five points against the bare session, and the preparation of the tensor.</summary>
internal static class LandmarkBenchmark
{
    private const int Rounds = 1000;

    /// <summary>Measures on a frame.</summary>
    public static void Run(Frame frame, Results results)
    {
        var pack = Packs.Starter();
        var manifest = pack.Manifest.Landmarks!;
        var path = pack.PathOf(manifest.File);
        using var landmarks = LandmarkModel.Open(manifest, path);
        var input = manifest.Input;
        var face = new FaceBox(frame.Width / 3f, frame.Height / 4f, 120, 150);
        var region = new PixelRect((int)face.X, (int)face.Y, 120, 150);
        var (pixels, tensor) = (new byte[3 * input.Width * input.Height], new float[input.Width * input.Height]);
        void Scale() => frame.ScaleInto(region, pixels, input.Width, input.Height, 3 * input.Width, ColorOrder.Rgb);
        void Grey() => PlanarPixels.Grey(pixels, tensor, input.Mean, input.Scale);
        Scale();
        Grey();
        using var bare = new BareSession(path, [1, 1, input.Height, input.Width], tensor, SessionSettings.Create(threads: 1));
        var race = Race.Run(Rounds, () => landmarks.Find(tensor, region), bare.Run);
        Add("fr_landmark: tensor to points / bare session", race.Ratio, "×", InferenceBenchmark.Target);
        Add("fr_landmark: bare session", race.Baseline, "ms");
        Add("fr_landmark: everything from the frame to points", Race.Alone(Rounds, () => landmarks.Find(frame, face)), "ms");
        Add("fr_landmark: of that scaling YUV to RGB", Race.Alone(Rounds, Scale), "ms");
        Add("fr_landmark: of that brightness", Race.Alone(Rounds, Grey), "ms");

        void Add(string what, double value, string unit, double? target = null) => results.Add(new(InferenceBenchmark.Name, what, value, unit, target));
    }
}
