using FaceRecMqtt.EndToEnd.Support;

namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>What the tests with a real RTSP server share: whether there can be one, and the clips it plays.</summary>
internal static class RtspFixture
{
    private static readonly Lazy<Task<bool>> Bindings = new(async () =>
    {
        if (!File.Exists("/usr/bin/python3"))
        {
            return false;
        }

        await using var asked = ChildProcess.Start(
            "python3", "/usr/bin/python3", ["-c", "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import GstRtspServer; print('there')"]);
        await asked.ExitAsync(TimeSpan.FromSeconds(30));
        return asked.ExitCode == 0;
    });

    /// <summary>Starts a server with <c>/h264</c>, <c>/h265</c> and <c>/mjpeg</c>; skips the test where it cannot run.</summary>
    public static async Task<RtspServerProcess> StartAsync(params string[] options)
    {
        Assert.SkipUnless(await Bindings.Value, "The RTSP server's packages are missing: run 'make deps-test'.");
        return await RtspServerProcess.StartAsync(((string[])["h264", "h265", "mjpeg"]).Select(codec => (codec, Clip.Moving(codec, 1))), options);
    }

    /// <summary>Starts a server with one clip whose frames are sent when the wall clock says so.</summary>
    public static async Task<RtspServerProcess> StartClockAsync(string clip)
    {
        Assert.SkipUnless(await Bindings.Value, "The RTSP server's packages are missing: run 'make deps-test'.");
        return await RtspServerProcess.StartAsync([("clock", clip)], "--clock");
    }
}
