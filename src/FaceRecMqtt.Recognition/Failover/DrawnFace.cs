using FaceRecMqtt.Faces.Alignment;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>A face drawn from ellipses, to ask a backend whether it computes, and whether it computes the same as before. Nobody's picture has to be kept for that.</summary>
internal static class DrawnFace
{
    // Centre, half axes (px of the 112 px crop) and colour; later ones cover earlier ones. Eyes, nose and mouth lie where alignment puts them.
    private static readonly (float X, float Y, float HalfWidth, float HalfHeight, byte R, byte G, byte B)[] Parts =
    [
        (56, 60, 44, 56, 205, 160, 135), (56, 8, 46, 20, 70, 50, 40), (38, 44, 12, 3, 75, 55, 45), (74, 44, 12, 3, 75, 55, 45),
        (38, 52, 8, 4, 240, 238, 235), (74, 52, 8, 4, 240, 238, 235), (38, 52, 4, 4, 60, 40, 30), (74, 52, 4, 4, 60, 40, 30),
        (56, 72, 7, 6, 185, 135, 112), (56, 92, 16, 4, 170, 80, 80),
    ];

    /// <summary>The crop, interleaved RGB, <c>[112, 112, 3]</c>; not to be changed.</summary>
    public static byte[] Crop { get; } = Draw();

    private static byte[] Draw()
    {
        var crop = new byte[AlignedFace.Bytes];
        for (var pixel = 0; pixel < AlignedFace.Size * AlignedFace.Size; pixel++)
        {
            var (x, y) = (pixel % AlignedFace.Size, pixel / AlignedFace.Size);
            var (red, green, blue) = ((byte)90, (byte)110, (byte)130);
            foreach (var part in Parts)
            {
                var (dx, dy) = ((x - part.X) / part.HalfWidth, (y - part.Y) / part.HalfHeight);
                if ((dx * dx) + (dy * dy) <= 1)
                {
                    (red, green, blue) = (part.R, part.G, part.B);
                }
            }

            // Light from the left, as in a room.
            var light = 1.1f - (0.3f * x / AlignedFace.Size);
            crop[3 * pixel] = (byte)Math.Min(255, red * light);
            crop[(3 * pixel) + 1] = (byte)Math.Min(255, green * light);
            crop[(3 * pixel) + 2] = (byte)Math.Min(255, blue * light);
        }

        return crop;
    }
}
