using FaceRecMqtt.Tests.Support;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video;
using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Sources;
using static FaceRecMqtt.Tests.Video.Support.Scripts;

namespace FaceRecMqtt.Tests.Video.Cameras;

/// <summary>The loop around a camera, on sources that follow a script.</summary>
public sealed class CameraTests
{
    [Fact]
    public async Task States_are_told_with_reason_and_text()
    {
        var connects = 0;
        await using var run = new CameraRun(Options, new EagerClock(), () => ++connects == 1 ? Refusing() : Endless());
        await run.OnlineAsync();

        Assert.Equal(
            [(CameraState.Offline, CameraReason.Unreachable, "no answer"), (CameraState.Online, CameraReason.None, "")],
            run.History.Select(status => (status.State, status.Reason, status.Text)));
        Assert.Equal(CameraState.Online, run.Camera.Status.State);
        Assert.Contains("offline (Unreachable): no answer", run.Words, StringComparison.Ordinal);
        Assert.Contains("online: /clips/door.mp4, script 8×8", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_picture_wins_and_the_others_are_counted_and_freed()
    {
        var frames = new List<MemoryFrame>();
        await using var run = new CameraRun(Options, null, () => new ScriptedSource(source =>
        {
            if (source.Reads > 10)
            {
                return Wait(source);
            }

            frames.Add(Picture());
            return (ReadResult.Frame, frames[^1]);
        }));
        await run.UntilAsync(() => run.Camera.Slot.Offered == 10, "ten pictures");
        using var newest = run.Camera.Slot.Take();

        Assert.Same(frames[9], newest);
        Assert.All(frames[..9], frame => Assert.True(frame.IsReleased));
        Assert.False(frames[9].IsReleased);
        Assert.Equal((10, 9, 0), (run.Camera.Stats().Decoded, run.Camera.Stats().Dropped, run.Camera.Stats().Damaged));
    }

    [Fact]
    public async Task Withheld_pictures_and_traffic_are_counted_over_all_connections()
    {
        var connects = 0;
        await using var run = new CameraRun(Options, new EagerClock(), () =>
        {
            connects++;
            return new ScriptedSource(source => source.Reads switch
            {
                <= 2 => (ReadResult.Withheld, null),
                <= 5 => (ReadResult.Frame, Picture()),
                _ => connects < 3 ? Lost(source) : Wait(source),
            });
        });
        await run.UntilAsync(() => run.Camera.Slot.Offered == 9, "nine pictures");
        var stats = run.Camera.Stats();

        Assert.Equal((9, 6, 2), (stats.Decoded, stats.Damaged, stats.Reconnects));
        Assert.InRange(stats.Bytes, 15_000, 18_000);
        Assert.InRange(stats.LostPackets, 15, 18);
        Assert.Equal("script", stats.Stream!.Codec);
    }

    [Fact]
    public async Task A_stream_without_a_whole_picture_for_long_is_corrupt()
    {
        var clock = new EagerClock();
        var connects = 0;
        await using var run = new CameraRun(Options, clock, () => ++connects > 1 ? Endless() : new ScriptedSource(_ =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return (ReadResult.Withheld, null);
        }));
        var status = await run.OfflineAsync(CameraReason.Corrupt);

        Assert.Equal("no whole picture for 30 s", status.Text);
        Assert.Equal(31, run.Camera.Stats().Damaged);
        await run.OnlineAsync();
    }

    [Fact]
    public async Task A_fault_of_one_connection_is_logged_and_the_next_one_tried()
    {
        var sources = new List<ScriptedSource>();
        await using var run = new CameraRun(Options, new EagerClock(), () =>
        {
            sources.Add(sources.Count == 0 ? new ScriptedSource(_ => throw new InvalidOperationException("torn")) : Endless());
            return sources[^1];
        });
        await run.OnlineAsync();

        Assert.Equal("a fault of the program: InvalidOperationException", run.History[0].Text);
        Assert.Equal(CameraReason.Failed, run.History[0].Reason);
        Assert.Contains("torn", run.Words, StringComparison.Ordinal);
        Assert.True(sources[0].IsDisposed);
    }

    [Fact]
    public async Task A_missing_library_is_told_and_tried_again()
    {
        var connects = 0;
        await using var run = new CameraRun(
            Options, new EagerClock(), () => ++connects == 1 ? throw new MediaException("the library is missing; install it") : Endless());
        await run.OnlineAsync();

        Assert.Equal((CameraReason.Unsupported, "the library is missing; install it"), (run.History[0].Reason, run.History[0].Text));
    }

    [Fact]
    public async Task An_address_of_an_unknown_kind_is_unsupported()
    {
        await using var run = new CameraRun(Options with { Source = new SourceAddress("gopher://user:hunter2@camera/x") });
        var status = await run.OfflineAsync(CameraReason.Unsupported);

        Assert.Contains("gopher://***@camera/x", status.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_interrupts_a_read_in_progress()
    {
        await using var run = new CameraRun(Options, null, Endless);
        await run.OnlineAsync();

        Assert.InRange(await run.StopAsync(), TimeSpan.Zero, CameraRun.LongestStop);
    }

    [Fact]
    public async Task Switched_off_it_reads_nothing_and_switched_on_it_reads_again()
    {
        await using var run = new CameraRun(Options, null, Endless);
        await run.OnlineAsync();
        Assert.True(run.Camera.IsEnabled);

        run.Camera.SetEnabled(false);
        await run.StatusAsync(status => status.State == CameraState.Disabled);
        Assert.False(run.Camera.IsEnabled);
        var seen = run.History.Count;

        run.Camera.SetEnabled(true);
        run.Camera.SetEnabled(true);
        await run.OnlineAsync(seen);
    }

    [Fact]
    public async Task A_camera_that_starts_switched_off_connects_only_when_switched_on()
    {
        var connects = 0;
        await using var run = new CameraRun(Options with { Enabled = false }, null, () =>
        {
            connects++;
            return Endless();
        });
        Assert.Equal((CameraState.Disabled, 0), (run.Camera.Status.State, connects));

        run.Camera.SetEnabled(true);
        await run.OnlineAsync();
        Assert.Equal(1, connects);
    }

    [Fact]
    public async Task Switching_to_and_fro_many_times_ends_in_the_last_state()
    {
        await using var run = new CameraRun(Options, null, Endless);
        for (var i = 0; i < 100; i++)
        {
            run.Camera.SetEnabled(i % 2 == 0);
        }

        Assert.False(run.Camera.IsEnabled);
        await run.UntilAsync(() => run.Camera.Status.State == CameraState.Disabled, "disabled");
        run.Camera.SetEnabled(true);
        await run.OnlineAsync(run.History.Count - 1);
    }

    [Fact]
    public async Task A_file_that_is_read_once_ends_the_camera()
    {
        await using var run = new CameraRun(Reading.Of(Clip.Moving("h264")));
        await run.Running.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((CameraState.Offline, CameraReason.Ended), (run.Camera.Status.State, run.Camera.Status.Reason));
        Assert.Equal(50, run.Camera.Stats().Decoded);
    }

    [Fact]
    public async Task One_bad_camera_leaves_another_one_alone()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("bad.mp4"), new byte[5000]);
        await using var bad = new CameraRun(CameraRun.Quick(folder.File("bad.mp4")));
        await using var good = new CameraRun(CameraRun.Quick(Clip.Moving("h264")));
        await bad.StatusAsync(status => status.Reason is CameraReason.Corrupt or CameraReason.Unsupported);
        await good.OnlineAsync();
        var seen = good.Camera.Stats().Decoded;
        await good.UntilAsync(() => good.Camera.Stats().Decoded > seen + 10, "more pictures");

        Assert.Single(good.History);

        // It comes back by itself when its file is a video.
        File.Copy(Clip.Moving("h264"), folder.File("bad.mp4"), overwrite: true);
        await bad.OnlineAsync();
    }

    [Fact]
    public void Every_reason_has_a_code_of_its_own()
    {
        var codes = Enum.GetValues<CameraReason>().Select(reason => reason.Code()).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[a-z_]+$", code));
        Assert.Equal(("not_found", "too_large"), (CameraReason.NotFound.Code(), CameraReason.TooLarge.Code()));
    }
}
