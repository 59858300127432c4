namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>The formula of ITU-R BT.601 and BT.709 from 8-bit YCbCr to RGB.</summary>
/// <param name="Red">Share of red in brightness.</param>
/// <param name="Blue">Share of blue in brightness.</param>
/// <param name="Full">Whether all 256 levels are used, as in JPEG.</param>
internal sealed record YuvMatrix(double Red, double Blue, bool Full)
{
    public static YuvMatrix Of(string colorspace, string range) => new(
        colorspace == "bt709" ? 0.2126 : 0.299, colorspace == "bt709" ? 0.0722 : 0.114, range == "pc");

    public byte[] ToRgb(double y, double cb, double cr)
    {
        var luma = Full ? y : (y - 16) * 255 / 219;
        var (blue, red) = Full ? (cb - 128, cr - 128) : ((cb - 128) * 255 / 224, (cr - 128) * 255 / 224);
        var r = luma + (2 * (1 - Red) * red);
        var b = luma + (2 * (1 - Blue) * blue);
        var g = (luma - (Red * r) - (Blue * b)) / (1 - Red - Blue);
        return [Round(r), Round(g), Round(b)];
    }

    private static byte Round(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
