using System.Buffers.Binary;
using FaceRecMqtt.Video.Stills;
using OpenCvSharp;

namespace FaceRecMqtt.Tests.Video.Stills;

/// <summary>Picture files for the tests.</summary>
internal static class Pictures
{
    /// <summary>40×24 px: red at the top left, green at the top right, blue at the bottom left, white at the bottom right.</summary>
    public static Mat Corners()
    {
        var picture = new Mat(24, 40, MatType.CV_8UC3, new Scalar(255, 255, 255));
        picture[new Rect(0, 0, 20, 12)].SetTo(new Scalar(0, 0, 255));
        picture[new Rect(20, 0, 20, 12)].SetTo(new Scalar(0, 255, 0));
        picture[new Rect(0, 12, 20, 12)].SetTo(new Scalar(255, 0, 0));
        return picture;
    }

    /// <summary>The corners as a file.</summary>
    public static byte[] Encoded(string ending)
    {
        using var picture = Corners();
        return picture.ImEncode(ending);
    }

    /// <summary>A JPEG with an EXIF orientation.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. exif, .. jpeg[2..]];
    }

    public static byte[] BigEndian(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static PictureResult Decode(byte[] file) => PictureDecoder.Decode(file, TimeProvider.System);

    /// <summary>Decodes what must be a picture; the caller disposes it.</summary>
    public static PictureFrame Frame(byte[] file)
    {
        var result = Decode(file);
        return Assert.IsType<PictureResult.Decoded>(result).Frame;
    }

    public static PictureProblem Problem(byte[] file)
    {
        var refused = Assert.IsType<PictureResult.Refused>(Decode(file));
        Assert.NotEmpty(refused.Text);
        return refused.Problem;
    }
}
