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

    private protected override InputFit Fit(PixelRect region) => InputFit.LetterBoxed(region, Manifest.Input.Width, Manifest.Input.Height);

    private protected override void Collect(float minimumScore, CandidateList candidates)
    {
        for (var number = 0; number < _levels.Length; number++)
        {
            var level = _levels[number];
            for (var anchor = 0; anchor < level.Scores.Length; anchor++)
            {
                if (level.Scores[anchor] >= minimumScore)
                {
                    candidates.Add(new Candidate(level.Box(anchor), level.Scores[anchor], number, anchor));
                }
            }
        }
    }

    private protected override FaceLandmarks Points(in Candidate candidate, in InputFit fit)
    {
        var points = new FaceLandmarks();
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            var point = _levels[candidate.Level].Point(candidate.Anchor, i);
            points[i] = fit.ToFrame(point.X, point.Y);
        }

        return points;
    }
}
