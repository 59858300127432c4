using System.Numerics;
using System.Runtime.InteropServices;
using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Recognition.Search;

/// <summary>Finds every face of a still picture, however large the picture is: looks at the whole first, then at tiles of it, each level twice as closely.</summary>
/// <remarks>
/// A detector sees its small input only: of a 12-megapixel photograph it loses every face that shrinks below
/// <see cref="IInferenceBackend.SmallestFace"/>. For still pictures; it allocates.
/// </remarks>
public static class PictureSearch
{
    // What one look may find; a still picture with more faces in one tile is searched more closely by the next level.
    private const int FacesPerLook = 64;

    // A level of more tiles is left out: it would hold the inference thread for seconds.
    private const int MostTiles = 128;

    // Boxes are higher than wide and detectors draw them loosely: what a tile is responsible for is this much larger than a face's width.
    private const float BoxPerFace = 1.5f;

    // Boxes of one face from two levels agree only roughly.
    private const float MostOverlap = 0.35f;

    // How much of the smaller of two boxes may lie inside the other: what the tiles see of a face that is larger than they are goes.
    private const float MostContained = 0.6f;

    // From this part of the picture's width on a face is looked at again with a border around.
    private const float Filling = 0.4f;

    /// <summary>Finds faces.</summary>
    /// <param name="backend">Any; called on its own thread (inside <see cref="Inference.InferenceThread.RunAsync"/>).</param>
    /// <param name="picture">Borrowed for the call.</param>
    /// <param name="minimumFacePx">Smallest face that must be found, width in px of the picture; smaller ones may be found too.</param>
    /// <param name="minimumScore">Detections below are left out, in [0, 1].</param>
    /// <param name="cancellation">Obeyed between two looks.</param>
    /// <returns>The faces, best score first, each once; px of the picture.</returns>
    /// <exception cref="BackendException">The model or the device failed.</exception>
    public static IReadOnlyList<FaceDetection> Find(
        IInferenceBackend backend, Frame picture, float minimumFacePx, float minimumScore, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(minimumFacePx);
        var whole = new PixelRect(0, 0, picture.Width, picture.Height);
        var found = new List<FaceDetection>();
        LookAt(whole);
        var framed = found.Count == 0 || found.Exists(face => Fills(face, picture)) ? WithBorder(backend, picture, minimumScore, cancellation) : [];
        if (found.Count == 0)
        {
            found.AddRange(framed);
        }

        var input = backend.DetectorInput;
        // Input px per picture px: of the whole picture, and where the smallest wanted face is just large enough.
        var coarse = Math.Min((float)input.Width / whole.Width, (float)input.Height / whole.Height);
        var fine = backend.SmallestFace / minimumFacePx;
        var levels = fine > coarse ? (int)Math.Ceiling(Math.Log2(fine / coarse)) : 0;
        for (var level = 1; level <= levels; level++)
        {
            // What the level before shrank too much is at most this large.
            var largest = BoxPerFace * backend.SmallestFace / Scale(level - 1);
            var (width, height) = ((int)(input.Width / Scale(level)), (int)(input.Height / Scale(level)));
            var overlap = (int)Math.Min(Math.Ceiling(largest), Math.Min(width, height) / 2);
            var tiles = new PixelRect[MostTiles];
            if (Tiles.Count(whole, width, height, overlap) > MostTiles)
            {
                break;
            }

            foreach (var tile in tiles.AsSpan(0, Tiles.Cover(whole, width, height, overlap, tiles)))
            {
                LookAt(tile);
            }
        }

        // Parts of a face that fills the picture are taken for faces, or it is seen with points in wrong places: with a border it is seen best.
        framed = framed.FindAll(face => Fills(face, picture));
        found.RemoveAll(face => framed.Exists(filling => HasCentreOf(filling.Box, face.Box)));
        found.AddRange(framed);
        return Merge(found);

        float Scale(int level) => coarse * MathF.Pow(fine / coarse, (float)level / levels);

        void LookAt(PixelRect region)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<FaceDetection> faces = new FaceDetection[FacesPerLook];
            foreach (var face in faces[..backend.Detect(picture, region, minimumScore, faces)])
            {
                if (!CutFace.Check(face.Box, region, picture) && PlausibleFace.Check(face))
                {
                    found.Add(face);
                }
            }
        }
    }

    private static bool Fills(in FaceDetection face, Frame picture) => face.Box.Width >= Filling * picture.Width;

    private static bool HasCentreOf(FaceBox outer, FaceBox inner)
    {
        var (x, y) = (inner.X + (inner.Width / 2), inner.Y + (inner.Height / 2));
        return x >= outer.X && x <= outer.Right && y >= outer.Y && y <= outer.Bottom;
    }

    // A portrait cut tightly shows a face larger than detectors were trained to find: seen with a border around, it has a usual size.
    private static List<FaceDetection> WithBorder(IInferenceBackend backend, Frame picture, float minimumScore, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var border = Math.Max(picture.Width, picture.Height) / 2;
        using var bordered = new BorderedFrame(picture, border);
        var faces = new FaceDetection[FacesPerLook];
        var count = backend.Detect(bordered, new PixelRect(0, 0, bordered.Width, bordered.Height), minimumScore, faces);
        return [.. faces.Take(count).Select(face => Moved(face, border, picture)).Where(face => PlausibleFace.Check(face))];
    }

    private static FaceDetection Moved(FaceDetection face, int border, Frame picture)
    {
        var (left, top) = (Math.Max(0, face.Box.X - border), Math.Max(0, face.Box.Y - border));
        var (right, bottom) = (Math.Min(picture.Width, face.Box.Right - border), Math.Min(picture.Height, face.Box.Bottom - border));
        var points = face.Landmarks;
        foreach (ref var point in (Span<Vector2>)points)
        {
            point -= new Vector2(border);
        }

        return new FaceDetection(new FaceBox(left, top, right - left, bottom - top), face.Score, points);
    }

    private static FaceDetection[] Merge(List<FaceDetection> found)
    {
        var faces = CollectionsMarshal.AsSpan(found);
        return faces[..NonMaximumSuppression.Suppress(faces, MostOverlap, MostContained)].ToArray();
    }
}
