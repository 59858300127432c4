using CsCheck;
using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Tests.Video.Decoding;

public sealed class BadFileTests
{
    [Fact]
    public void A_missing_file_is_not_found() => AssertRefused("/nowhere/clip.mp4", CameraReason.NotFound);

    [Fact]
    public void A_file_whose_name_looks_like_a_protocol_is_read()
    {
        // Only a name without a folder before it can be mistaken so.
        var name = $"12:30:{Environment.ProcessId}.mp4";
        File.Copy(Clip.Moving("h264"), name, overwrite: true);
        try
        {
            foreach (var address in (string[])[name, Path.GetFullPath(name), "file:" + name, "file://" + Path.GetFullPath(name)])
            {
                using var reading = new Reading(address).Open();
                reading.Frame().Dispose();
            }
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public void An_empty_file_is_corrupt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("empty.mp4"), []);
        AssertRefused(folder.File("empty.mp4"), CameraReason.Corrupt);
    }

    [Fact]
    public void What_is_no_file_is_unsupported() => AssertRefused("/dev/zero", CameraReason.Unsupported);

    [Fact]
    public void A_text_is_no_video()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("notes.mp4"), string.Concat(Enumerable.Repeat("This is no video. ", 1000)));
        AssertRefused(folder.File("notes.mp4"), CameraReason.Corrupt, CameraReason.Unsupported);
    }

    [Fact]
    public void Sound_alone_is_unsupported() => AssertRefused(
        Clip.Make(".wav", ["-f", "lavfi", "-i", "sine=duration=1"]), CameraReason.Unsupported);

    [Fact]
    public void A_list_of_files_in_a_file_does_not_reach_the_network()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("list.ffconcat"), "ffconcat version 1.0\nfile http://127.0.0.1:9/x.mp4\n");
        using var reading = new Reading(folder.File("list.ffconcat"));

        Assert.False(reading.Source.Open());
    }

    [Theory]
    [InlineData(".mp4")]
    [InlineData(".ts")]
    [InlineData(".mkv")]
    public void Eight_thousand_pixels_are_too_large(string ending)
    {
        var clip = Clip.Make(
            ending,
            ["-f", "lavfi", "-i", "color=gray:size=7680x4320:rate=5:duration=0.4", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-threads", "1"]);
        using var reading = new Reading(clip);

        Assert.False(reading.Source.Open());
        Assert.Equal(CameraReason.TooLarge, reading.Source.Failure!.Reason);
        Assert.Contains("7680x4320", reading.Source.Failure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_that_grows_too_large_in_the_middle_ends_the_connection()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("grows.h264");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(Clip.Numbered(".h264", 25)), .. File.ReadAllBytes(Clip.Numbered(".h264", 25, size: "640x480"))]);
        using var reading = new Reading(path, options => options with { MaxPixels = 640 * 479 }).Open();
        var (end, _) = reading.ReadAll(frame => Assert.Equal(64, frame.Width));

        Assert.Equal(ReadResult.Failed, end);
        Assert.Equal(CameraReason.TooLarge, reading.Source.Failure!.Reason);
    }

    [Fact]
    public void Random_bytes_never_harm()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("noise.bin");
        Gen.Byte.Array[1, 4000].Sample(
            bytes =>
            {
                File.WriteAllBytes(path, bytes);
                ReadToTheEnd(path);
            },
            iter: 60,
            threads: 1);
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("h265")]
    [InlineData("mjpeg")]
    public void Files_with_random_damage_never_harm(string codec)
    {
        using var folder = new TemporaryFolder();
        var clip = File.ReadAllBytes(Clip.Moving(codec));
        var path = folder.File("damaged" + Path.GetExtension(Clip.Moving(codec)));
        Gen.Select(Gen.Int[0, clip.Length - 1], Gen.Byte.Array[1, 60], Gen.Int[clip.Length / 3, clip.Length]).Sample(
            (at, nonsense, length) =>
            {
                var damaged = clip.ToArray();
                nonsense.AsSpan(0, Math.Min(nonsense.Length, damaged.Length - at)).CopyTo(damaged.AsSpan(at));
                File.WriteAllBytes(path, damaged[..length]);
                ReadToTheEnd(path);
            },
            iter: 15,
            threads: 1);
    }

    [Theory]
    [InlineData(".mp4")]
    [InlineData(".mkv")]
    [InlineData(".ts")]
    public void A_truncated_file_gives_what_is_there_or_says_what_is_wrong(string ending)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(Clip.Numbered(ending));
        var path = folder.File("cut" + ending);
        foreach (var share in (double[])[0.02, 0.3, 0.9])
        {
            File.WriteAllBytes(path, whole[..(int)(whole.Length * share)]);
            using var reading = new Reading(path);
            if (reading.Source.Open())
            {
                reading.ReadAll(_ => { });
            }

            Assert.Contains(
                reading.Source.Failure!.Reason,
                (CameraReason[])[CameraReason.Corrupt, CameraReason.Unsupported, CameraReason.Ended]);
        }
    }

    private static void ReadToTheEnd(string path)
    {
        using var reading = new Reading(path);
        if (!reading.Source.Open())
        {
            Assert.Contains(
                reading.Source.Failure!.Reason, (CameraReason[])[CameraReason.Corrupt, CameraReason.Unsupported, CameraReason.TooLarge]);
            return;
        }

        reading.ReadAll(frame => Assert.True(frame.Luma.Row(frame.Height - 1).Length == frame.Width));
    }

    private static void AssertRefused(string address, params CameraReason[] reasons)
    {
        using var reading = new Reading(address);

        Assert.False(reading.Source.Open());
        Assert.Contains(reading.Source.Failure!.Reason, reasons);
        Assert.NotEmpty(reading.Source.Failure.Text);
    }
}
