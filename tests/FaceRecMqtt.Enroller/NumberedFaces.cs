using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;

/// <summary>A backend that reads a face's number from its first four bytes; the directions of any two numbers are far apart.</summary>
internal sealed class NumberedFaces : IInferenceBackend
{
    public string Name => "numbers";

    public BackendKind Kind => BackendKind.Onnx;

    public EmbeddingModel Model { get; } = new("fake", "fake", 256, default, 0.4f, 0.08f);

    public (int Width, int Height) DetectorInput => (320, 240);

    public float SmallestFace => 10;

    public float MinimumScore => 0.6f;

    public static float[] Raw(int number)
    {
        // Random directions among 256 are 0.06 alike, give or take: of any number of people nobody resembles another.
        var random = new Random(number);
        return [.. Enumerable.Range(0, 256).Select(_ => random.NextSingle() - 0.5f)];
    }

    public void EnterThread()
    {
    }

    public int Detect(Frame frame, PixelRect region, float minimumScore, Span<FaceDetection> faces) => 0;

    public void Embed(ReadOnlySpan<byte> alignedFaces, int count, Span<float> raw) => Raw(BitConverter.ToInt32(alignedFaces)).CopyTo(raw);

    public void Dispose()
    {
    }
}
