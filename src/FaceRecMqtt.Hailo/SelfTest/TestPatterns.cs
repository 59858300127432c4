using FaceRecMqtt.Faces.Alignment;

namespace FaceRecMqtt.Hailo.SelfTest;

/// <summary>Pictures that no sane recogniser takes for the same face; drawn, so that no file is needed.</summary>
internal static class TestPatterns
{
    /// <summary>How many there are.</summary>
    internal const int Count = 3;

    private const int Side = AlignedFace.Size;

    /// <summary>All of them, one behind the other: interleaved RGB, <c>[Count, 112, 112, 3]</c>.</summary>
    internal static byte[] Draw()
    {
        var crops = new byte[Count * AlignedFace.Bytes];
        for (var i = 0; i < AlignedFace.Bytes; i++)
        {
            var (x, y, channel) = (i / 3 % Side, i / 3 / Side, i % 3);
            crops[i] = Oval(x, y, channel);
            crops[AlignedFace.Bytes + i] = (byte)(((x / 14) + (y / 14)) % 2 == 0 ? 225 - (20 * channel) : 30);
            crops[(2 * AlignedFace.Bytes) + i] = (byte)(255 * (channel == 0 ? x : channel == 1 ? y : Side - x) / Side);
        }

        return crops;
    }

    // Skin-coloured on a dark ground, with eyes and a mouth.
    private static byte Oval(int x, int y, int channel)
    {
        bool Inside(int left, int top, int width, int height)
        {
            var (dx, dy) = ((x - left) / (float)width, (y - top) / (float)height);
            return (dx * dx) + (dy * dy) <= 1;
        }

        return Inside(38, 52, 8, 4) || Inside(74, 52, 8, 4) || Inside(56, 92, 15, 4) ? (byte)50
            : Inside(56, 64, 42, 56) ? (byte)(205 - (40 * channel))
            : (byte)25;
    }
}
