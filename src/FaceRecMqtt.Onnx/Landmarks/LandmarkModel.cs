using System.Numerics;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Sessions;

namespace FaceRecMqtt.Onnx.Landmarks;

/// <summary>Finds the five points inside a detector's box: the box is stretched over the input, points come relative to it.</summary>
/// <remarks>Owns its model and buffers; calls come from one thread at a time and allocate nothing.</remarks>
internal sealed class LandmarkModel : IDisposable
{
    private readonly LandmarkManifest _manifest;
    private readonly BoundModel _model;
    private readonly byte[] _pixels;
    private readonly int[][] _sources;

    private LandmarkModel(LandmarkManifest manifest, BoundModel model)
    {
        (_manifest, _model) = (manifest, model);
        _pixels = new byte[3 * manifest.Input.Width * manifest.Input.Height];
        _sources = [.. manifest.Points.Select(numbers => numbers.ToArray())];
        var points = model.Outputs[0].Values.Length / 2;
        if (_sources.Length != FaceLandmarks.Count || _sources.Any(numbers => numbers.Length == 0 || numbers.Any(number => number < 0 || number >= points)))
        {
            throw new BackendException(
                $"{manifest.File}: the manifest has to name {FaceLandmarks.Count} lists of point numbers from 0 to {points - 1}; "
                + $"the model gives {model.Outputs[0]}.");
        }
    }

    /// <summary>Opens a landmark model.</summary>
    /// <param name="manifest">What the pack states.</param>
    /// <param name="path">The model file.</param>
    /// <exception cref="BackendException">The file is broken or is not what the manifest states.</exception>
    internal static LandmarkModel Open(LandmarkManifest manifest, string path)
    {
        var planes = manifest.Input.Color == InputColor.Grey ? 1 : 3;
        return BoundModel.Open(
            path, [1, planes, manifest.Input.Height, manifest.Input.Width], threads: 1, model => new LandmarkModel(manifest, model));
    }

    /// <summary>Finds the five points, frame px.</summary>
    /// <param name="frame">Borrowed for the call.</param>
    /// <param name="box">The detector's box, frame px. What leaves the frame is cut off first; the points are relative to the rest.</param>
    internal FaceLandmarks Find(Frame frame, FaceBox box)
    {
        var region = Inside(frame, box);
        var input = _manifest.Input;
        var order = input.Color == InputColor.Bgr ? ColorOrder.Bgr : ColorOrder.Rgb;
        frame.ScaleInto(region, _pixels, input.Width, input.Height, 3 * input.Width, order);
        if (input.Color == InputColor.Grey)
        {
            PlanarPixels.Grey(_pixels, _model.Input, input.Mean, input.Scale);
        }
        else
        {
            var plane = input.Width * input.Height;
            PlanarPixels.Spread(_pixels, _model.Input[..plane], _model.Input.Slice(plane, plane), _model.Input[(2 * plane)..], input.Mean, input.Scale);
        }

        _model.Run();
        return Read(region);
    }

    /// <summary>The same from a ready input tensor.</summary>
    /// <param name="tensor">Input, <c>[1, 1 or 3, height, width]</c>, normalised.</param>
    /// <param name="region">Region of the frame that it shows, px.</param>
    internal FaceLandmarks Find(ReadOnlySpan<float> tensor, PixelRect region)
    {
        tensor.CopyTo(_model.Input);
        _model.Run();
        return Read(region);
    }

    /// <summary>Closes the model.</summary>
    public void Dispose() => _model.Dispose();

    private static PixelRect Inside(Frame frame, FaceBox box)
    {
        var left = Math.Clamp((int)MathF.Round(box.X), 0, frame.Width - 1);
        var top = Math.Clamp((int)MathF.Round(box.Y), 0, frame.Height - 1);
        var right = Math.Clamp((int)MathF.Round(box.Right), left + 1, frame.Width);
        var bottom = Math.Clamp((int)MathF.Round(box.Bottom), top + 1, frame.Height);
        return new(left, top, right - left, bottom - top);
    }

    private FaceLandmarks Read(PixelRect region)
    {
        var values = _model.Outputs[0].Values;
        var points = new FaceLandmarks();
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            var sum = Vector2.Zero;
            foreach (var number in _sources[i])
            {
                sum += new Vector2(values[2 * number], values[(2 * number) + 1]);
            }

            points[i] = new Vector2(region.X, region.Y) + (sum / _sources[i].Length * new Vector2(region.Width, region.Height));
        }

        return points;
    }
}
