using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Hailo.Models;

namespace FaceRecMqtt.Hailo.Detection;

/// <summary>Finds faces with an SCRFD HEF. Raw RGB goes in (mean and scale are compiled in), probabilities come out. Allocates nothing per call.</summary>
internal sealed class HailoDetector
{
    /// <summary>As InsightFace and the model zoo suppress.</summary>
    private const float MaxOverlap = 0.4f;

    private readonly HailoModel _model;
    private readonly ScrfdOutputs[] _levels;
    private readonly FaceDetection[] _found;
    private (int Width, int Height) _content;

    /// <param name="model">The model on the device; borrowed.</param>
    /// <exception cref="Faces.Backends.BackendException">It is no SCRFD detector.</exception>
    internal HailoDetector(HailoModel model)
    {
        _model = model;
        _levels = ScrfdOutputs.Of(model.Name, model.Input, model.Outputs);
        _found = new FaceDetection[_levels.Sum(level => model.Outputs[level.Scores].Values)];
        _content = (model.Input.Width, model.Input.Height);
    }

    /// <summary>Width and height of the input, px.</summary>
    internal (int Width, int Height) Size => (_model.Input.Width, _model.Input.Height);

    /// <summary>Finds faces; see <see cref="Faces.Backends.IInferenceBackend.Detect"/>.</summary>
    /// <exception cref="Interop.HailoException">The device failed.</exception>
    internal int Detect(Frame frame, PixelRect region, float minimumScore, Span<FaceDetection> faces)
    {
        var fit = LetterBox.Fit(region, Size.Width, Size.Height);
        Load(frame, fit);
        _model.Run(1);
        var count = 0;
        foreach (var outputs in _levels)
        {
            count += outputs.Level.Collect(
                _model.OutputFrame(outputs.Scores, 0), _model.OutputFrame(outputs.Edges, 0), _model.OutputFrame(outputs.Offsets, 0), minimumScore, _found.AsSpan(count));
        }

        return FoundFaces.Place(_found.AsSpan(0, count), fit, frame.Width, frame.Height, MaxOverlap, faces);
    }

    private void Load(Frame frame, in LetterBox fit)
    {
        var input = _model.InputFrame(0);
        if (_content != (fit.ContentWidth, fit.ContentHeight))
        {
            input.Clear(); // What the content leaves free is black, as the model was trained.
            _content = (fit.ContentWidth, fit.ContentHeight);
        }

        frame.ScaleInto(fit.Region, input, fit.ContentWidth, fit.ContentHeight, 3 * Size.Width, ColorOrder.Rgb);
    }
}
