using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>Finds faces in a region of a frame with one model; what its outputs mean is the family's business.</summary>
/// <remarks>Owns the model and every buffer of a call; calls come from one thread at a time and allocate nothing.</remarks>
internal abstract class Detector : IDisposable
{
    private readonly byte[] _pixels;
    private readonly float _padding;
    private readonly FaceDetection[] _found;
    private (int Width, int Height) _content;

    /// <param name="manifest">What the pack states.</param>
    /// <param name="model">The opened model; owned from here.</param>
    /// <param name="anchors">Most faces one run can give before overlapping ones are dropped; there is room for all.</param>
    private protected Detector(DetectorManifest manifest, BoundModel model, int anchors)
    {
        (Manifest, Model) = (manifest, model);
        _found = new FaceDetection[anchors];
        _pixels = new byte[manifest.Input.Width * manifest.Input.Height * 3];
        _padding = (0 - manifest.Input.Mean) * manifest.Input.Scale;
        _content = (manifest.Input.Width, manifest.Input.Height);
    }

    /// <summary>What the pack states, with the size that is used.</summary>
    internal DetectorManifest Manifest { get; }

    /// <summary>The model.</summary>
    private protected BoundModel Model { get; }

    /// <summary>Opens a detector.</summary>
    /// <param name="manifest">What the pack states, with the size to use.</param>
    /// <param name="path">The model file.</param>
    /// <param name="threads">Threads that compute one run.</param>
    /// <exception cref="BackendException">The file is broken or is not what the manifest states.</exception>
    internal static Detector Open(DetectorManifest manifest, string path, int threads)
    {
        if (manifest.Input.Color == InputColor.Grey)
        {
            throw new BackendException($"{manifest.File}: a detector takes colour; correct the manifest's colour order.");
        }

        return BoundModel.Open<Detector>(path, [1, 3, manifest.Input.Height, manifest.Input.Width], threads, model => manifest.Family switch
        {
            DetectorFamily.Scrfd => new ScrfdDetector(manifest, model),
            DetectorFamily.UltraFace => new UltraFaceDetector(manifest, model),
            _ => throw new BackendException($"{manifest.File}: the detector family {manifest.Family} is not known here."),
        });
    }

    /// <summary>Finds faces; see <see cref="IInferenceBackend.Detect"/>. Points are empty where the family has none.</summary>
    internal int Detect(Frame frame, PixelRect region, float minimumScore, Span<FaceDetection> faces)
    {
        var fit = Fit(region);
        Load(frame, fit);
        Model.Run();
        return Read(fit, frame.Width, frame.Height, minimumScore, faces);
    }

    /// <summary>The same from a ready input tensor that covers a frame of exactly the input's size.</summary>
    /// <param name="tensor">Input, <c>[1, 3, height, width]</c>, normalised.</param>
    /// <param name="minimumScore">Detections below are left out, in [0, 1].</param>
    /// <param name="faces">Receives the faces, px of the input.</param>
    internal int Detect(ReadOnlySpan<float> tensor, float minimumScore, Span<FaceDetection> faces)
    {
        var (width, height) = (Manifest.Input.Width, Manifest.Input.Height);
        tensor.CopyTo(Model.Input);
        _content = default; // The padding was overwritten too.
        Model.Run();
        return Read(LetterBox.Stretch(new PixelRect(0, 0, width, height), width, height), width, height, minimumScore, faces);
    }

    /// <summary>Closes the model.</summary>
    public void Dispose() => Model.Dispose();

    /// <summary>How a region is laid into the input.</summary>
    private protected abstract LetterBox Fit(PixelRect region);

    /// <summary>Reads every anchor that reaches the score.</summary>
    /// <param name="minimumScore">Lowest score, in [0, 1].</param>
    /// <param name="found">Receives the faces in any order, input px; room for every anchor.</param>
    /// <returns>How many were written.</returns>
    private protected abstract int Collect(float minimumScore, Span<FaceDetection> found);

    private void Load(Frame frame, in LetterBox fit)
    {
        var input = Manifest.Input;
        var order = input.Color == InputColor.Bgr ? ColorOrder.Bgr : ColorOrder.Rgb;
        var (width, height) = (fit.ContentWidth, fit.ContentHeight);
        frame.ScaleInto(fit.Region, _pixels, width, height, 3 * width, order);
        if (_content != (width, height))
        {
            Model.Input.Fill(_padding);
            _content = (width, height);
        }

        var plane = input.Width * input.Height;
        for (var y = 0; y < height; y++)
        {
            var row = Model.Input[(y * input.Width)..];
            PlanarPixels.Spread(
                _pixels.AsSpan(3 * width * y, 3 * width),
                row[..width],
                row.Slice(plane, width),
                row.Slice(2 * plane, width),
                input.Mean,
                input.Scale);
        }
    }

    private int Read(in LetterBox fit, int frameWidth, int frameHeight, float minimumScore, Span<FaceDetection> faces) =>
        FoundFaces.Place(_found.AsSpan(0, Collect(minimumScore, _found)), fit, frameWidth, frameHeight, Manifest.MaxOverlap, faces);
}
