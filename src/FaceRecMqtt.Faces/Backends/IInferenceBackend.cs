using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Faces.Backends;

/// <summary>Finds faces and embeds them: ONNX Runtime or a Hailo NPU. Calls come from one thread at a time (its inference thread).</summary>
public interface IInferenceBackend : IDisposable
{
    /// <summary>Name of the configuration entry, for example <c>cpu</c>.</summary>
    string Name { get; }

    /// <summary>What computes.</summary>
    BackendKind Kind { get; }

    /// <summary>The recogniser's facts.</summary>
    EmbeddingModel Model { get; }

    /// <summary>Width and height of the detector's input, px; a region of this shape or smaller is looked at without shrinking.</summary>
    (int Width, int Height) DetectorInput { get; }

    /// <summary>Smallest face width the detector finds reliably, in px of its input (used to choose how far a region may be shrunk).</summary>
    float SmallestFace { get; }

    /// <summary>Score below which this detector's finds are mostly no faces, in [0, 1]; scores of different families mean different things.</summary>
    float MinimumScore { get; }

    /// <summary>Called once on the thread that will make all other calls, before them (denormals off, warm-up).</summary>
    void EnterThread();

    /// <summary>Finds faces in a region of a frame.</summary>
    /// <param name="frame">Borrowed for the call.</param>
    /// <param name="region">Region, frame px; inside the frame.</param>
    /// <param name="minimumScore">Detections below are left out, in [0, 1].</param>
    /// <param name="faces">Receives the faces, best score first, overlapping ones suppressed.</param>
    /// <returns>How many were written; the weakest are dropped when <paramref name="faces"/> is full.</returns>
    /// <exception cref="BackendException">The model or the device failed.</exception>
    int Detect(Frame frame, PixelRect region, float minimumScore, Span<FaceDetection> faces);

    /// <summary>Embeds aligned faces.</summary>
    /// <param name="alignedFaces">Interleaved RGB, <c>[count, 112, 112, 3]</c>.</param>
    /// <param name="count">Number of faces.</param>
    /// <param name="raw">Receives the embeddings before normalisation, <c>[count, Model.Length]</c>.</param>
    /// <exception cref="BackendException">The model or the device failed.</exception>
    void Embed(ReadOnlySpan<byte> alignedFaces, int count, Span<float> raw);
}
