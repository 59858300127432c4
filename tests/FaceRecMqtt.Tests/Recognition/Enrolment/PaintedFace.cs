using System.Numerics;
using FaceRecMqtt.Faces.Alignment;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>Faces whose similarity under <see cref="FakeBackend"/> is known: different people 0, one person the cosine of the angle between two looks.</summary>
internal static class PaintedFace
{
    public const int Anna = 0, Bea = 1, Cleo = 2;

    /// <summary>An aligned crop.</summary>
    /// <param name="person">0 to 2.</param>
    /// <param name="degrees">Which look.</param>
    /// <param name="strength">1: a pre_norm of about 12; 0.1: of about 1.2, of which the fake model's gate thinks nothing.</param>
    public static byte[] Crop(int person, float degrees = 0, float strength = 1)
    {
        var crop = new byte[AlignedFace.Bytes];
        for (var i = 0; i < crop.Length; i++)
        {
            crop[i] = Color(person, degrees, strength, i / 3 % AlignedFace.Size, i / 3 / AlignedFace.Size, i % 3);
        }

        return crop;
    }

    /// <summary>A picture of 320 × 240 px with one face, and where it is.</summary>
    /// <param name="person">0 to 2.</param>
    /// <param name="degrees">Which look.</param>
    /// <param name="width">Of the face, px.</param>
    /// <param name="strength">As for <see cref="Crop"/>.</param>
    public static (MemoryFrame Picture, FaceDetection Face) Picture(int person, float degrees = 0, int width = 100, float strength = 1)
    {
        const int Left = 60, Top = 40;
        var scale = (float)AlignedFace.Size / width;
        var picture = MemoryFrame.Paint(320, 240, (x, y, channel) =>
            Color(person, degrees, strength, (int)MathF.Floor((x - Left) * scale), (int)MathF.Floor((y - Top) * scale), channel));
        var points = ArcFaceTemplate.Landmarks;
        foreach (ref var point in (Span<Vector2>)points)
        {
            point = new Vector2(Left, Top) + (point / scale);
        }

        return (picture, new FaceDetection(new FaceBox(Left, Top, width, width), 0.9f, points));
    }

    private static byte Color(int person, float degrees, float strength, int x, int y, int channel)
    {
        var part = ((y < AlignedFace.Size / 2 ? 0 : 2) + (x < AlignedFace.Size / 2 ? 0 : 1)) * 3 + channel;
        // Four of the twelve values belong to each person; a look turns the direction inside their space.
        var mine = part / 4 == person ? 1 : 0;
        var turned = mine * (part % 2 == 0 ? 1 : -1);
        var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
        var texture = ((x >> 1) + (y >> 1)) % 2 == 0 ? 30 : -30;
        return (byte)MathF.Round(127.5f + (64 * strength * ((cos * mine) + (sin * turned))) + texture);
    }
}
