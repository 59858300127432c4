using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Onnx.Detection;

/// <summary>Ultra-Light-Fast (RFB-320 and its like): probabilities <c>[1, N, 2]</c> (background, face) and decoded relative boxes <c>[1, N, 4]</c>.</summary>
internal sealed class UltraFaceDetector : Detector
{
    private readonly ModelOutput _scores;
    private readonly ModelOutput _boxes;

    /// <summary>Takes an opened model over.</summary>
    /// <exception cref="BackendException">Its outputs are not this family's.</exception>
    internal UltraFaceDetector(DetectorManifest manifest, BoundModel model)
        : base(manifest, model, model.Outputs[0].Rows)
    {
        var scores = model.Outputs.Where(output => output.Channels == 2).ToList();
        var boxes = model.Outputs.Where(output => output.Channels == 4).ToList();
        if (scores.Count != 1 || boxes.Count != 1 || scores[0].Rows != boxes[0].Rows)
        {
            throw new BackendException(
                $"{model.File}: an ultraface detector gives scores [1,N,2] and boxes [1,N,4]; this one gives {string.Join(", ", model.Outputs)}.");
        }

        (_scores, _boxes) = (scores[0], boxes[0]);
    }

    private protected override LetterBox Fit(PixelRect region) => LetterBox.Stretch(region, Manifest.Input.Width, Manifest.Input.Height);

    private protected override int Collect(float minimumScore, Span<FaceDetection> found)
    {
        var (scores, boxes) = (_scores.Values, _boxes.Values);
        var (width, height) = (Manifest.Input.Width, Manifest.Input.Height);
        var count = 0;
        for (var i = 0; i < _scores.Rows; i++)
        {
            var score = scores[(2 * i) + 1];
            if (score >= minimumScore)
            {
                var (left, top) = (boxes[4 * i] * width, boxes[(4 * i) + 1] * height);
                var box = new FaceBox(left, top, (boxes[(4 * i) + 2] * width) - left, (boxes[(4 * i) + 3] * height) - top);
                found[count++] = new FaceDetection(box, score, default);
            }
        }

        return count;
    }
}
