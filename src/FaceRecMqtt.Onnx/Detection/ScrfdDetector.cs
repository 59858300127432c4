using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>SCRFD: at strides 8, 16 and 32 two anchors per cell; see <see cref="ScrfdLevel"/>.</summary>
internal sealed class ScrfdDetector : Detector
{
    private readonly ScrfdOutputs[] _levels;

    /// <summary>Takes an opened model over.</summary>
    /// <exception cref="BackendException">Its outputs are not this family's.</exception>
    internal ScrfdDetector(DetectorManifest manifest, BoundModel model)
        : base(manifest, model, model.Outputs.Where(output => output.Channels == 1).Sum(output => output.Rows))
    {
        _levels = ScrfdOutputs.Of(model, manifest.Input.Width, manifest.Input.Height);
    }

    private protected override LetterBox Fit(PixelRect region) => LetterBox.Fit(region, Manifest.Input.Width, Manifest.Input.Height);

    private protected override int Collect(float minimumScore, Span<FaceDetection> found)
    {
        var count = 0;
        foreach (var outputs in _levels)
        {
            count += outputs.Level.Collect(outputs.Scores, outputs.Edges, outputs.Offsets, minimumScore, found[count..]);
        }

        return count;
    }
}
