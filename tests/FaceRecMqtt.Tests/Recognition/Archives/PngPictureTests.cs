using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using CsCheck;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Archives;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Tests.Recognition.Archives;

public sealed class PngPictureTests
{
    [Fact]
    public void A_picture_comes_back_byte_for_byte() => Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int).Sample((width, height, seed) =>
    {
        var rgb = new byte[3 * width * height];
        new Random(seed).NextBytes(rgb);
        Assert.Equal(rgb, PngPicture.Decode(PngPicture.Encode(rgb, width, height), width, height));
    });

    [Fact]
    public void Other_programs_see_the_same_picture()
    {
        var decoded = PictureDecoder.Decode(PngPicture.Encode(Painted.Crop(1), 112, 112), TimeProvider.System);
        Assert.SkipWhen(decoded is PictureResult.Refused { Problem: PictureProblem.Unavailable }, "OpenCV is not on this machine");
        using var frame = Assert.IsType<PictureResult.Decoded>(decoded).Frame;
        var pixels = new byte[3 * 112 * 112];
        frame.ScaleInto(new PixelRect(0, 0, 112, 112), pixels, 112, 112, 3 * 112, ColorOrder.Rgb);
        Assert.Equal(Painted.Crop(1), pixels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_filter_of_other_programs_is_understood(byte filter)
    {
        var rgb = new byte[3 * 5 * 4];
        new Random(filter).NextBytes(rgb);
        Assert.Equal(rgb, PngPicture.Decode(Filtered(rgb, 5, 4, filter), 5, 4));
    }

    [Fact]
    public void Damage_anywhere_is_refused_and_nothing_else_happens()
    {
        var file = PngPicture.Encode(Painted.Crop(1), 112, 112);
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte[1, 255], Gen.Int[0, file.Length]).Sample((at, change, length) =>
        {
            var broken = file.ToArray();
            broken[at] ^= change;
            Assert.Throws<InvalidDataException>(() => PngPicture.Decode(broken, 112, 112));
            if (length < file.Length - 12)
            {
                Assert.Throws<InvalidDataException>(() => PngPicture.Decode(file.AsSpan(0, length), 112, 112));
            }
        }, iter: 300);
    }

    [Fact]
    public void No_bytes_at_all_make_it_do_anything_but_refuse() => Gen.Byte.Array[0, 200].Sample(bytes =>
        Assert.Throws<InvalidDataException>(() => PngPicture.Decode([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. bytes], 112, 112)));

    [Theory]
    [InlineData(111, 112)]
    [InlineData(112, 113)]
    [InlineData(1, 1)]
    public void A_picture_of_another_size_is_refused(int width, int height) =>
        Assert.Throws<InvalidDataException>(() => PngPicture.Decode(PngPicture.Encode(new byte[3 * width * height], width, height), 112, 112));

    [Fact]
    public void A_picture_that_unpacks_to_more_than_it_says_is_read_no_further()
    {
        // A gigabyte of zeros in a megabyte.
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 1024; i++)
            {
                zlib.Write(zeros);
            }
        }

        var file = File(112, 112, packed.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(new byte[3 * 112 * 112], PngPicture.Decode(file, 112, 112));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 << 20);
    }

    private static byte[] Filtered(byte[] rgb, int width, int height, byte filter)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(filter);
                for (var i = 0; i < 3 * width; i++)
                {
                    int At(int x, int row) => x < 0 || row < 0 ? 0 : rgb[(row * 3 * width) + x];
                    int left = At(i - 3, y), up = At(i, y - 1), corner = At(i - 3, y - 1);
                    var nearest = new[] { left, up, corner }.MinBy(value => Math.Abs(left + up - corner - value));
                    int[] predicted = [0, left, up, (left + up) / 2, nearest];
                    zlib.WriteByte((byte)(rgb[(y * 3 * width) + i] - predicted[filter]));
                }
            }
        }

        return File(width, height, packed.ToArray());
    }

    private static byte[] File(int width, int height, byte[] data)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("tEXt", [1, 2]), .. Chunk("IDAT", data[..(data.Length / 2)]),
            .. Chunk("IDAT", data[(data.Length / 2)..]), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] typed = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(typed));
        return [.. length, .. typed, .. sum];
    }
}
