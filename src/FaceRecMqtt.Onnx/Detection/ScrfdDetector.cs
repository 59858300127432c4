using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>SCRFD: at strides 8, 16 and 32 two anchors per cell, each with a probability, four distances to the box's edges and five points.</summary>
/// <remarks>Source: InsightFace, <c>python-package/insightface/model_zoo/scrfd.py</c>: an anchor is its cell's top left corner, distances are in strides.</remarks>
internal sealed class ScrfdDetector : Detector
{
    private readonly ScrfdLevel[] _levels;

    /// <summary>Takes an opened model over.</summary>
    /// <exception cref="BackendException">Its outputs are not this family's.</exception>
    internal ScrfdDetector(DetectorManifest manifest, BoundModel model)
        : base(manifest, model, model.Outputs.Where(output => output.Channels == 1).Sum(output => output.Rows))
    {
        _levels = ScrfdLevel.Of(model, manifest.Input.Width, manifest.Input.Height);
    }

    private protected override LetterBox Fit(PixelRect region) => LetterBox.Fit(region, Manifest.Input.Width, Manifest.Input.Height);

    private protected override int Collect(float minimumScore, Span<FaceDetection> found)
    {
        var count = 0;
        foreach (var level in _levels)
        {
            for (var anchor = 0; anchor < level.Scores.Length; anchor++)
            {
                if (level.Scores[anchor] >= minimumScore)
                {
                    found[count++] = new FaceDetection(level.Box(anchor), level.Scores[anchor], level.Points(anchor));
                }
            }
        }

        return count;
    }
}
