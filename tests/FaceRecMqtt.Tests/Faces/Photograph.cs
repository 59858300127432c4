using FaceRecMqtt.Tests.Support;
using OpenCvSharp;

namespace FaceRecMqtt.Tests.Faces;

/// <summary>Pictures from files as frames in memory.</summary>
internal static class Photograph
{
    public static MemoryFrame Read(string path)
    {
        using var bgr = Cv2.ImRead(path, ImreadModes.Color);
        return Frame(bgr);
    }

    /// <summary>A BGR picture as a frame.</summary>
    public static MemoryFrame Frame(Mat bgr) => new(Rgb(bgr), bgr.Width, bgr.Height);

    /// <summary>Interleaved RGB of a BGR picture.</summary>
    public static byte[] Rgb(Mat bgr)
    {
        Assert.True(bgr.GetArray(out Vec3b[] pixels));
        return [.. pixels.SelectMany(pixel => new[] { pixel.Item2, pixel.Item1, pixel.Item0 })];
    }
}
