using System.Numerics;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Cameras;

/// <summary>A 1280 × 720 scene with people who are their painted crops, 112 px large, and the detector that finds them.</summary>
internal sealed class PaintedPeople
{
    private const int Width = 1280;
    private const int Height = 720;
    private readonly List<(byte[] Crop, int X, int Y)> _standing = [];

    /// <summary>Puts somebody there; returns the aligned crop.</summary>
    public byte[] Stand(int seed, int x, int y)
    {
        var crop = Painted.Crop(seed);
        _standing.Add((crop, x, y));
        return crop;
    }

    public void Clear() => _standing.Clear();

    /// <summary>What a detector finds in a region.</summary>
    public FaceDetection[] Seen(Frame frame, PixelRect region) =>
        [.. _standing.Where(person => person.X >= region.X && person.Y >= region.Y && person.X + 112 <= region.Right && person.Y + 112 <= region.Bottom)
            .Select(person => Detection(person.X, person.Y))];

    public MemoryFrame Paint(TimeProvider time)
    {
        var rgb = new byte[Width * Height * 3];
        Array.Fill(rgb, (byte)90);
        foreach (var (crop, x, y) in _standing)
        {
            for (var row = 0; row < AlignedFace.Size; row++)
            {
                crop.AsSpan(row * AlignedFace.Size * 3, AlignedFace.Size * 3).CopyTo(rgb.AsSpan((((y + row) * Width) + x) * 3));
            }
        }

        return new MemoryFrame(rgb, Width, Height, time.GetUtcNow()) { Timestamp = time.GetTimestamp() };
    }

    // ArcFace's own five points, so that alignment gives back the crop.
    private static FaceDetection Detection(int x, int y)
    {
        var landmarks = default(FaceLandmarks);
        var offset = new Vector2(x, y);
        (landmarks[0], landmarks[1], landmarks[2], landmarks[3], landmarks[4]) = (
            offset + new Vector2(38.2946f, 51.6963f), offset + new Vector2(73.5318f, 51.5014f), offset + new Vector2(56.0252f, 71.7366f),
            offset + new Vector2(41.5493f, 92.3655f), offset + new Vector2(70.7299f, 92.2041f));
        return new FaceDetection(new FaceBox(x + 1, y + 1, 110, 110), 0.95f, landmarks);
    }
}
