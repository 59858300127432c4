using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Stills;
using OpenCvSharp;

namespace FaceRecMqtt.Benchmarks.Recall;

/// <summary>A 1080p picture with a few faces of one width at random places that do not touch.</summary>
internal sealed class PastedScene : IDisposable
{
    private const int FacesPerScene = 5;
    private const int Tries = 300;
    private readonly List<FaceBox> _boxes = [];

    /// <param name="faces">What is pasted, and on what.</param>
    /// <param name="width">Width of every face's box, px.</param>
    /// <param name="seed">Chooses faces and places.</param>
    public PastedScene(FaceCutouts faces, int width, int seed)
    {
        var picture = faces.Background.Clone();
        var random = new Random(seed);
        List<Rect> taken = [.. faces.Occupied];
        for (var attempt = 0; attempt < Tries && _boxes.Count < FacesPerScene; attempt++)
        {
            var (cutout, box) = faces.Faces[random.Next(faces.Faces.Count)];
            var scale = width / box.Width;
            using var small = cutout.Resize(new Size(Math.Max(1, cutout.Width * scale), Math.Max(1, cutout.Height * scale)), 0, 0, InterpolationFlags.Area);
            var place = new Rect(random.Next(Math.Max(1, picture.Width - small.Width)), random.Next(Math.Max(1, picture.Height - small.Height)), small.Width, small.Height);
            if (place.Bottom > picture.Height || taken.Exists(other => other.IntersectsWith(place)))
            {
                continue;
            }

            using var target = new Mat(picture, place);
            small.CopyTo(target);
            taken.Add(place);
            var (scaleX, scaleY) = ((float)small.Width / cutout.Width, (float)small.Height / cutout.Height);
            _boxes.Add(new FaceBox(place.X + (box.X * scaleX), place.Y + (box.Y * scaleY), box.Width * scaleX, box.Height * scaleY));
        }

        Frame = new PictureFrame(picture, default, 0, default);
    }

    /// <summary>The picture.</summary>
    public Frame Frame { get; }

    /// <summary>Where the faces are, px.</summary>
    public IReadOnlyList<FaceBox> Boxes => _boxes;

    public void Dispose() => Frame.Dispose();
}
