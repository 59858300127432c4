using System.Text;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Tests.Video.Sources;

/// <summary>Cameras on a web server in this process.</summary>
public sealed class HttpTests
{
    [Fact]
    public async Task Jpegs_one_after_another_are_a_camera()
    {
        await using var server = new WebServer(async (context, stopping) =>
        {
            context.Response.ContentType = "multipart/x-mixed-replace; boundary=frame";
            context.Response.SendChunked = true;
            while (true)
            {
                foreach (var jpeg in Jpegs())
                {
                    var head = $"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {jpeg.Length}\r\n\r\n";
                    await context.Response.OutputStream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. jpeg, .. "\r\n"u8], stopping);
                    await Task.Delay(20, stopping);
                }
            }
        });
        await using var run = new CameraRun(CameraRun.Quick(server.Address("video")));
        await run.OnlineAsync();
        await run.UntilAsync(() => run.Camera.Stats().Decoded > 30, "thirty pictures");
        using var frame = await run.FrameAsync();

        Assert.Equal((160, 120), (frame.Width, frame.Height));
        Assert.Equal("mjpeg", run.Camera.Stats().Stream!.Codec);
        Assert.Equal(0, run.Camera.Stats().Damaged);
        Assert.InRange(await run.StopAsync(), TimeSpan.Zero, CameraRun.LongestStop);
    }

    [Theory]
    [InlineData(".mp4", "video/mp4")]
    [InlineData(".ts", "video/mp2t")]
    public async Task A_file_on_a_server_is_decoded(string ending, string type)
    {
        var file = await File.ReadAllBytesAsync(Clip.Numbered(ending));
        await using var server = new WebServer((context, _) => WebServer.BytesAsync(context, type, file));
        using var reading = new Reading(server.Address("clip" + ending)).Open();
        var numbers = new List<int>();
        var (end, _) = reading.ReadAll(frame => numbers.Add(Clip.NumberOf(frame)));

        Assert.Equal(ReadResult.Ended, end);
        Assert.Equal(Enumerable.Range(0, 75), numbers);
    }

    [Theory]
    [InlineData(401, CameraReason.Unauthorized)]
    [InlineData(403, CameraReason.Unauthorized)]
    [InlineData(404, CameraReason.NotFound)]
    [InlineData(500, CameraReason.Unreachable)]
    public async Task A_refusal_is_told_by_its_code(int code, CameraReason reason)
    {
        await using var server = new WebServer((context, _) =>
        {
            context.Response.StatusCode = code;
            return Task.CompletedTask;
        });
        var address = server.Address("video?user=admin&pwd=hunter2").Replace("http://", "http://viewer:pa%40ss@", StringComparison.Ordinal);
        await using var run = new CameraRun(CameraRun.Quick(address));
        await run.OfflineAsync(reason);

        foreach (var secret in (string[])["hunter2", "pa%40ss", "pa@ss", "viewer", "admin"])
        {
            Assert.DoesNotContain(secret, run.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_is_no_video()
    {
        await using var server = new WebServer((context, _) => WebServer.TextAsync(context, "text/html", "<html>" + new string(' ', 5000) + "</html>"));
        await using var run = new CameraRun(CameraRun.Quick(server.Address("video")));
        var status = await run.StatusAsync(status => status.Reason != CameraReason.Connecting);

        Assert.Contains(status.Reason, (CameraReason[])[CameraReason.Corrupt, CameraReason.Unsupported]);
    }

    [Theory]
    [InlineData("list.ffconcat", "ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("list.ffconcat", "ffconcat version 1.0\nfile 'file:{0}'\n")]
    [InlineData("list.m3u8", "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:3.0,\nfile://{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("list.m3u8", "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:3.0,\nconcat:{0}\n#EXT-X-ENDLIST\n")]
    public async Task A_playlist_from_the_network_cannot_read_files_of_this_machine(string name, string text)
    {
        var secret = Clip.Numbered(".ts");
        var list = text.Replace("{0}", secret, StringComparison.Ordinal);
        await using var server = new WebServer((context, _) => WebServer.TextAsync(context, "application/octet-stream", list));
        using var reading = new Reading(server.Address(name), options => options with { ConnectTimeout = TimeSpan.FromSeconds(2) });

        Assert.True(!reading.Source.Open() || reading.Source.Read(out _) is ReadResult.Failed or ReadResult.Ended, "The file was read.");
    }

    [Fact]
    public async Task A_playlist_may_name_parts_on_its_server()
    {
        var part = await File.ReadAllBytesAsync(Clip.Numbered(".ts"));
        const string list = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:3.0,\npart.ts\n#EXT-X-ENDLIST\n";
        await using var server = new WebServer((context, _) => context.Request.RawUrl!.EndsWith("part.ts", StringComparison.Ordinal)
            ? WebServer.BytesAsync(context, "video/mp2t", part)
            : WebServer.TextAsync(context, "application/vnd.apple.mpegurl", list));
        using var reading = new Reading(server.Address("list.m3u8")).Open();
        using var frame = reading.Frame();

        Assert.Equal(0, Clip.NumberOf(frame));
    }

    [Fact]
    public async Task A_server_that_goes_silent_is_stalled()
    {
        var file = await File.ReadAllBytesAsync(Clip.Moving("mjpeg"));
        await using var server = new WebServer(async (context, stopping) =>
        {
            context.Response.SendChunked = true;
            await context.Response.OutputStream.WriteAsync(file.AsMemory(0, file.Length / 2), stopping);
            await Task.Delay(Timeout.Infinite, stopping);
        });
        await using var run = new CameraRun(CameraRun.Quick(server.Address("video")) with { StallTimeout = TimeSpan.FromSeconds(1) });
        await run.OnlineAsync();

        await run.OfflineAsync(CameraReason.Stalled);
    }

    private static List<byte[]> Jpegs()
    {
        var file = File.ReadAllBytes(Clip.Make(
            ".mjpeg", ["-f", "lavfi", "-i", "testsrc2=size=160x120:rate=5:duration=2", "-c:v", "mjpeg", "-q:v", "3", "-threads", "1"]));
        var starts = Enumerable.Range(0, file.Length - 2).Where(i => file[i] == 0xFF && file[i + 1] == 0xD8 && file[i + 2] == 0xFF).Append(file.Length).ToArray();
        return [.. starts.Zip(starts.Skip(1)).Select(pair => file[pair.First..pair.Second])];
    }
}
