using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Tests.Video.Sources;

/// <summary>Cameras on GStreamer's RTSP server.</summary>
public sealed class RtspTests
{
    [Theory]
    [InlineData("h264", "h264")]
    [InlineData("h265", "hevc")]
    [InlineData("mjpeg", "mjpeg")]
    public async Task A_camera_gives_pictures(string path, string codec)
    {
        await using var server = await RtspFixture.StartAsync();
        await using var run = new CameraRun(CameraRun.Quick(server.Address(path)));
        await run.OnlineAsync();
        using var frame = await run.FrameAsync();
        await run.UntilAsync(() => run.Camera.Stats().Decoded > 10, "ten pictures");
        var stats = run.Camera.Stats();

        Assert.Equal((320, 240), (frame.Width, frame.Height));
        Assert.Equal((codec, 320, 240), (stats.Stream!.Codec, stats.Stream.Width, stats.Stream.Height));
        Assert.True(stats.Bytes > 10_000);
        Assert.Equal(0, stats.LostPackets);
        Assert.InRange(stats.LastFrameAge!.Value.TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task Packets_may_come_as_datagrams()
    {
        await using var server = await RtspFixture.StartAsync();
        await using var run = new CameraRun(CameraRun.Quick(server.Address("h264")) with { Transport = FaceRecMqtt.Video.Sources.RtspTransport.Udp });
        await run.UntilAsync(() => run.Camera.Stats().Decoded > 5, "pictures");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wrong_password_is_unauthorized_and_the_right_one_gives_pictures(bool digest)
    {
        const string password = "pa@ss w:ord";
        await using var server = await RtspFixture.StartAsync(["--user", "viewer", "--password", password, .. digest ? (string[])["--digest"] : []]);
        string Login(string secret) => server.Address("h264").Replace("rtsp://", $"rtsp://viewer:{Uri.EscapeDataString(secret)}@", StringComparison.Ordinal);
        await using var none = new CameraRun(CameraRun.Quick(server.Address("h264")));
        await using var wrong = new CameraRun(CameraRun.Quick(Login("sesame")));
        await using var right = new CameraRun(CameraRun.Quick(Login(password)));

        await none.OfflineAsync(CameraReason.Unauthorized);
        await wrong.OfflineAsync(CameraReason.Unauthorized);
        await right.OnlineAsync();
        foreach (var run in (CameraRun[])[none, wrong, right])
        {
            Assert.DoesNotContain("sesame", run.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("pa@ss", run.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("pa%40ss", run.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("viewer", run.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_missing_path_is_not_found()
    {
        await using var server = await RtspFixture.StartAsync();
        await using var run = new CameraRun(CameraRun.Quick(server.Address("attic")));

        await run.OfflineAsync(CameraReason.NotFound);
    }

    [Fact]
    public async Task A_camera_that_goes_silent_is_stalled_and_comes_back()
    {
        await using var server = await RtspFixture.StartAsync();
        await using var relay = new TcpRelay(server.Port);
        await using var run = new CameraRun(CameraRun.Quick($"rtsp://127.0.0.1:{relay.Port}/h264") with { StallTimeout = TimeSpan.FromSeconds(1) });
        await run.OnlineAsync();
        relay.Hold();
        var status = await run.OfflineAsync(CameraReason.Stalled);
        Assert.Equal("nothing arrived for 1.0 s", status.Text);

        var seen = run.History.Count;
        relay.Mend();
        await run.OnlineAsync(seen);
        Assert.True(run.Camera.Stats().Reconnects >= 1);
    }

    [Fact]
    public async Task Stopping_a_silent_camera_takes_less_than_a_second()
    {
        await using var server = await RtspFixture.StartAsync();
        await using var relay = new TcpRelay(server.Port);
        await using var run = new CameraRun(CameraRun.Quick($"rtsp://127.0.0.1:{relay.Port}/h264"));
        await run.OnlineAsync();
        relay.Hold();

        Assert.InRange(await run.StopAsync(), TimeSpan.Zero, CameraRun.LongestStop);
    }

    [Fact]
    public async Task A_server_that_starts_again_is_found_again()
    {
        await using var server = await RtspFixture.StartAsync();
        await using var run = new CameraRun(CameraRun.Quick(server.Address("h264")));
        await using var other = new CameraRun(CameraRun.Quick(Clip.Moving("h264")));
        await run.OnlineAsync();
        await other.OnlineAsync();
        await server.StopAsync();
        await run.OfflineAsync(CameraReason.Unreachable);

        var seen = run.History.Count;
        await server.StartAgainAsync();
        await run.OnlineAsync(seen);
        Assert.Single(other.History);
    }
}
