using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Tests.Support;

/// <summary>The colour pictures of the npm package of the starter models, where <c>make models</c> unpacks them.</summary>
internal static class SamplePictures
{
    /// <summary>Picture 1 to 6; skips the test where it is absent. The caller disposes the frame.</summary>
    public static Frame Open(int number)
    {
        Require(number);
        return Assert.IsType<PictureResult.Decoded>(PictureDecoder.Decode(File.ReadAllBytes(PathOf(number)), TimeProvider.System)).Frame;
    }

    /// <summary>Skips the test where picture 1 to 6 is absent.</summary>
    public static void Require(int number) =>
        Assert.SkipUnless(File.Exists(PathOf(number)), "the sample pictures are absent; `make models` fetches them");

    /// <summary>The picture shrunk to a width, in memory.</summary>
    public static PlainFrame Shrunk(int number, int width, int height)
    {
        using var picture = Open(number);
        var rgb = new byte[3 * width * height];
        picture.ScaleInto(new PixelRect(0, 0, picture.Width, picture.Height), rgb, width, height, 3 * width, ColorOrder.Rgb);
        return new PlainFrame(rgb, width, height);
    }

    private static string PathOf(int number) => RepositoryRoot.Under("build", "pictures", $"sample{number}.jpg");
}
