using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Benchmarks.Allocation;

/// <summary>A backend that counts what is asked of it while frames are counted.</summary>
internal sealed class CountingBackend(Func<IInferenceBackend> open, ThreadMeter meter) : IInferenceBackend
{
    private IInferenceBackend _inner = null!;

    /// <summary>Regions searched.</summary>
    public long Detections { get; private set; }

    /// <summary>Faces embedded.</summary>
    public long Embeddings { get; private set; }

    public string Name => _inner.Name;

    public BackendKind Kind => _inner.Kind;

    public EmbeddingModel Model => _inner.Model;

    public (int Width, int Height) DetectorInput => _inner.DetectorInput;

    public float SmallestFace => _inner.SmallestFace;

    public float MinimumScore => _inner.MinimumScore;

    /// <summary>Opens the backend that computes.</summary>
    public IInferenceBackend Open()
    {
        _inner = open();
        return this;
    }

    public void EnterThread() => _inner.EnterThread();

    public int Detect(Frame frame, PixelRect region, float minimumScore, Span<FaceDetection> faces)
    {
        Detections += meter.IsCounting ? 1 : 0;
        return _inner.Detect(frame, region, minimumScore, faces);
    }

    public void Embed(ReadOnlySpan<byte> alignedFaces, int count, Span<float> raw)
    {
        Embeddings += meter.IsCounting ? count : 0;
        _inner.Embed(alignedFaces, count, raw);
    }

    public void Dispose() => _inner.Dispose();
}
