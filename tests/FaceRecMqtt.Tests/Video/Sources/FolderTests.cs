using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;
using OpenCvSharp;

namespace FaceRecMqtt.Tests.Video.Sources;

public sealed class FolderTests
{
    private static readonly Func<CameraOptions, CameraOptions> AtOnce = options => options with { PictureInterval = TimeSpan.Zero };

    [Fact]
    public void Pictures_come_in_the_order_of_their_names()
    {
        using var folder = Greys(30, 10, 20);
        using var reading = new Reading(folder.Path, AtOnce).Open();
        var levels = new List<int>();
        var (end, withheld) = reading.ReadAll(frame => levels.Add(frame.Luma.Row(0)[0]));

        Assert.Equal([10, 20, 30], levels);
        Assert.Equal((ReadResult.Ended, 0), (end, withheld));
        Assert.Equal(CameraReason.Ended, reading.Source.Failure!.Reason);
        Assert.Equal(("pictures", 16, 12), (reading.Source.Facts!.Codec, reading.Source.Facts.Width, reading.Source.Facts.Height));
    }

    [Fact]
    public void A_looped_folder_starts_again()
    {
        using var folder = Greys(10, 20);
        using var reading = new Reading(folder.Path, options => AtOnce(options) with { Loop = true }).Open();
        var levels = Enumerable.Range(0, 5).Select(_ =>
        {
            using var frame = reading.Frame();
            return (int)frame.Luma.Row(0)[0];
        });

        Assert.Equal([10, 20, 10, 20, 10], levels);
    }

    [Fact]
    public void What_is_no_picture_is_passed_over()
    {
        using var folder = Greys(10, 20);
        File.WriteAllText(folder.File("a.jpg"), "no picture");
        File.WriteAllText(folder.File("notes.txt"), "no picture either");
        Directory.CreateDirectory(folder.File("b.jpg"));
        using var reading = new Reading(folder.Path, AtOnce).Open();
        var shown = 0;
        var (end, withheld) = reading.ReadAll(_ => shown++);

        Assert.Equal((ReadResult.Ended, 2, 1), (end, shown, withheld));
    }

    [Fact]
    public void A_folder_without_any_picture_is_corrupt_or_not_found()
    {
        using var folder = new TemporaryFolder();
        using var empty = new Reading(folder.Path, AtOnce);
        Assert.False(empty.Source.Open());
        Assert.Equal(CameraReason.NotFound, empty.Source.Failure!.Reason);

        File.WriteAllText(folder.File("a.jpg"), "no picture");
        using var broken = new Reading(folder.Path, options => AtOnce(options) with { Loop = true }).Open();
        Assert.Equal(ReadResult.Failed, broken.ReadAll(_ => { }).End);
        Assert.Equal(CameraReason.Corrupt, broken.Source.Failure!.Reason);
    }

    [Fact]
    public void A_folder_that_goes_away_is_told_as_such()
    {
        using var folder = Greys(10);
        using var reading = new Reading(folder.Path, AtOnce);
        File.Delete(folder.File("010.png"));
        Directory.Delete(folder.Path);

        Assert.False(reading.Source.Open());
        Assert.Equal(CameraReason.NotFound, reading.Source.Failure!.Reason);
        Directory.CreateDirectory(folder.Path);
    }

    [Fact]
    public async Task The_interval_passes_between_two_pictures()
    {
        using var folder = Greys(10, 20, 30);
        var clock = new EagerClock();
        await using var run = new CameraRun(Reading.Of(folder.Path) with { PictureInterval = TimeSpan.FromSeconds(7) }, clock);
        await run.Running.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(3, run.Camera.Stats().Decoded);
        Assert.Equal([7, 7], clock.Pauses.Select(pause => Math.Round(pause.TotalSeconds, 3)));
    }

    [Fact]
    public async Task Stopping_between_two_pictures_takes_less_than_a_second()
    {
        using var folder = Greys(10, 20);
        await using var run = new CameraRun(CameraRun.Quick(folder.Path) with { PictureInterval = TimeSpan.FromHours(1) });
        await run.OnlineAsync();

        Assert.InRange(await run.StopAsync(), TimeSpan.Zero, CameraRun.LongestStop);
    }

    /// <summary>A folder of grey pictures, named after their level.</summary>
    private static TemporaryFolder Greys(params int[] levels)
    {
        var folder = new TemporaryFolder();
        foreach (var level in levels)
        {
            using var grey = new Mat(12, 16, MatType.CV_8UC3, new Scalar(level, level, level));
            File.WriteAllBytes(folder.File($"{level:000}.png"), grey.ImEncode(".png"));
        }

        return folder;
    }
}
