using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Detection;
using FaceRecMqtt.Onnx.Landmarks;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Recognition;
using FaceRecMqtt.Onnx.Sessions;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Onnx;

/// <summary>Finds and embeds faces with ONNX Runtime on the CPU.</summary>
/// <remarks>
/// May be made on any thread; <see cref="EnterThread"/> and all later calls belong to one. In steady state a call allocates no managed memory.
/// Boxes are clipped to the frame. Both detector families box the face from the forehead to the chin, as WIDER FACE labels it; on 22 sample faces
/// RFB-320's boxes are 5 % narrower than SCRFD-2.5G's (13 % at most), so one limit in px serves both.
/// </remarks>
public sealed class OnnxBackend : IInferenceBackend
{
    private readonly ILogger _log;
    private readonly Detector _detector;
    private readonly LandmarkModel? _landmarks;
    private readonly Recogniser _recogniser;

    /// <summary>Opens the models of a pack.</summary>
    /// <param name="name">Name of the configuration entry.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="options">What the configuration changes.</param>
    /// <param name="log">Told when the processor's switch for denormals cannot be set.</param>
    /// <exception cref="BackendException">A file is missing, broken or not what the manifest states; or the options do not fit the pack.</exception>
    public OnnxBackend(string name, InstalledPack pack, OnnxBackendOptions options, ILogger log)
    {
        (Name, Pack, _log) = (name, pack, log);
        var manifest = pack.Manifest;
        Model = ModelOf(pack, options);
        var detector = Sized(manifest.Detector, options.DetectorSize);
        try
        {
            _detector = Detector.Open(detector, pack.PathOf(detector.File), ThreadRule.ForDetector(options.Threads, detector.Family));
            _landmarks = manifest.Landmarks is { } landmarks ? LandmarkModel.Open(landmarks, pack.PathOf(landmarks.File)) : null;
            if (_landmarks is null && detector.Family == DetectorFamily.UltraFace)
            {
                throw new BackendException($"The pack {manifest.Name} has a detector without points ({detector.File}) and no landmark model; name one in its manifest.");
            }

            var recogniser = pack.PathOf(manifest.Recogniser.File);
            var size = new FileInfo(recogniser);
            _recogniser = Recogniser.Open(manifest.Recogniser, recogniser, ThreadRule.ForRecogniser(options.Threads, size.Exists ? size.Length : 0));
        }
        catch
        {
            _landmarks?.Dispose();
            _detector?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public BackendKind Kind => BackendKind.Onnx;

    /// <summary>The pack it was made of.</summary>
    public InstalledPack Pack { get; }

    /// <inheritdoc/>
    public EmbeddingModel Model { get; }

    /// <inheritdoc/>
    public (int Width, int Height) DetectorInput => (_detector.Manifest.Input.Width, _detector.Manifest.Input.Height);

    /// <inheritdoc/>
    public float SmallestFace => _detector.Manifest.SmallestFacePx;

    /// <inheritdoc/>
    public float MinimumScore => _detector.Manifest.MinScore;

    /// <summary>The recogniser, for benchmarks and the self-test.</summary>
    internal Recogniser FaceRecogniser => _recogniser;

    /// <inheritdoc/>
    public void EnterThread() => Denormals.TurnOff(_log);

    /// <inheritdoc/>
    public int Detect(Frame frame, PixelRect region, float minimumScore, Span<FaceDetection> faces)
    {
        var count = _detector.Detect(frame, region, minimumScore, faces);
        if (_landmarks is not null)
        {
            foreach (ref var face in faces[..count])
            {
                face = face with { Landmarks = _landmarks.Find(frame, face.Box) };
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public void Embed(ReadOnlySpan<byte> alignedFaces, int count, Span<float> raw)
    {
        for (var face = 0; face < count; face++)
        {
            _recogniser.Embed(alignedFaces.Slice(face * AlignedFace.Bytes, AlignedFace.Bytes), raw.Slice(face * Model.Length, Model.Length));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _detector.Dispose();
        _landmarks?.Dispose();
        _recogniser.Dispose();
    }

    private static EmbeddingModel ModelOf(InstalledPack pack, OnnxBackendOptions options)
    {
        var recogniser = pack.Manifest.Recogniser;
        return pack.PublishedHashes.TryGetValue(recogniser.File, out var hash)
            ? new EmbeddingModel(
                Path.GetFileNameWithoutExtension(recogniser.File),
                hash,
                recogniser.Length,
                recogniser.Gate,
                options.Threshold ?? recogniser.Threshold,
                options.Margin ?? recogniser.Margin)
            : throw new BackendException($"The pack {pack.Manifest.Name} lacks the SHA-512 of {recogniser.File}; fetch it again with `facerec models fetch`.");
    }

    private static DetectorManifest Sized(DetectorManifest manifest, int? size)
    {
        if (size is not { } side)
        {
            return manifest;
        }

        if (!manifest.AnySize)
        {
            throw new BackendException($"{manifest.File} takes {manifest.Input.Width} × {manifest.Input.Height} px only; leave the detector's size out.");
        }

        return side is > 0 and <= 4096 && side % 32 == 0
            ? manifest with { Input = manifest.Input with { Width = side, Height = side } }
            : throw new BackendException($"A detector's size is a multiple of 32 px up to 4096; {side} is not.");
    }
}
