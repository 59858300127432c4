using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Tests.Support;

/// <summary>A backend without a model: an embedding is the mean colours of the four quarters of a crop, turned in another direction per hash.</summary>
internal sealed class FakeBackend(string name, string hash = "a1") : IInferenceBackend
{
    private const int Values = 12;

    public string Name { get; } = name;

    public BackendKind Kind => BackendKind.Onnx;

    public EmbeddingModel Model { get; } = new("fake", hash, Values, new PreNormGate(1, 2), 0.42f, 0.08f);

    public (int Width, int Height) DetectorInput => (320, 240);

    public float SmallestFace => 10;

    public float MinimumScore => 0.6f;

    /// <summary>What the detector sees; nothing by default.</summary>
    public Func<Frame, PixelRect, FaceDetection[]> Sees { get; set; } = (_, _) => [];

    /// <summary>Called at the start of every embedding; a test throws or waits here.</summary>
    public Action Embedding { get; set; } = () => { };

    /// <summary>What a device that is not well makes of a right embedding; nothing by default.</summary>
    public Action<float[]> Distort { get; set; } = _ => { };

    public int Embedded { get; private set; }

    public bool IsDisposed { get; private set; }

    public Thread? EnteredOn { get; private set; }

    public void EnterThread() => EnteredOn = Thread.CurrentThread;

    public int Detect(Frame frame, PixelRect region, float minimumScore, Span<FaceDetection> faces)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var seen = Sees(frame, region).Where(face => face.Score >= minimumScore).OrderByDescending(face => face.Score).Take(faces.Length).ToArray();
        seen.CopyTo(faces);
        return seen.Length;
    }

    public void Embed(ReadOnlySpan<byte> alignedFaces, int count, Span<float> raw)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Embedding();
        for (var face = 0; face < count; face++)
        {
            var one = Raw(alignedFaces.Slice(face * AlignedFace.Bytes, AlignedFace.Bytes), Model.Hash);
            Distort(one);
            one.CopyTo(raw[(face * Values)..]);
        }

        Embedded += count;
    }

    public void Dispose() => IsDisposed = true;

    /// <summary>What the model of a hash makes of a crop.</summary>
    public static float[] Raw(ReadOnlySpan<byte> crop, string hash)
    {
        var raw = new float[Values];
        for (var i = 0; i < crop.Length; i++)
        {
            var (x, y) = (i / 3 % AlignedFace.Size, i / 3 / AlignedFace.Size);
            var quarter = (y < AlignedFace.Size / 2 ? 0 : 2) + (x < AlignedFace.Size / 2 ? 0 : 1);
            raw[(quarter * 3) + (i % 3)] += crop[i] - 127.5f;
        }

        var turn = hash.Sum(character => character) % Values;
        return [.. Enumerable.Range(0, Values).Select(i => raw[(i + turn) % Values] / (AlignedFace.Bytes / Values) / 16)];
    }
}
