using System.Net;
using System.Net.Sockets;
using FaceRecMqtt.EndToEnd.Support;
using FaceRecMqtt.Tests.Video.Support;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Tests.Video.Sources;

/// <summary>Addresses behind which nobody listens, answers or makes sense.</summary>
public sealed class UnansweredTests
{
    [Theory]
    [InlineData("rtsp")]
    [InlineData("http")]
    public async Task A_port_that_nobody_listens_on_is_unreachable(string scheme)
    {
        await using var run = new CameraRun(CameraRun.Quick($"{scheme}://user:hunter2@127.0.0.1:{FreePort.Take()}/live"));
        await run.OfflineAsync(CameraReason.Unreachable);

        Assert.DoesNotContain("hunter2", run.Words, StringComparison.Ordinal);
        Assert.Contains($"{scheme}://***@127.0.0.1", run.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rtsp")]
    [InlineData("rtsps")]
    [InlineData("http")]
    public async Task A_server_that_never_answers_is_unreachable_after_the_timeout(string scheme)
    {
        using var listener = Listener(out var port);
        await using var run = new CameraRun(CameraRun.Quick($"{scheme}://127.0.0.1:{port}/live") with { ConnectTimeout = TimeSpan.FromSeconds(0.5) });
        var status = await run.OfflineAsync(CameraReason.Unreachable);

        Assert.Equal("no answer within 0.5 s", status.Text);
    }

    [Theory]
    [InlineData("rtsp")]
    [InlineData("rtsps")]
    [InlineData("http")]
    public async Task Stopping_while_a_server_does_not_answer_takes_less_than_a_second(string scheme)
    {
        using var listener = Listener(out var port);
        await using var run = new CameraRun(CameraRun.Quick($"{scheme}://127.0.0.1:{port}/live"));
        // The camera waits for the answer from here on.
        using var connection = await listener.AcceptTcpClientAsync();

        Assert.InRange(await run.StopAsync(), TimeSpan.Zero, CameraRun.LongestStop);
    }

    [Theory]
    [InlineData("rtsp")]
    [InlineData("http")]
    public async Task A_server_that_answers_nonsense_and_hangs_up_harms_nobody(string scheme)
    {
        using var listener = Listener(out var port);
        await using var run = new CameraRun(CameraRun.Quick($"{scheme}://user:hunter2@127.0.0.1:{port}/live"));
        for (var i = 0; i < 5; i++)
        {
            using var connection = await listener.AcceptTcpClientAsync();
            var nonsense = new byte[3000];
            new Random(i).NextBytes(nonsense);
            await connection.GetStream().WriteAsync(nonsense);
        }

        await run.StatusAsync(status => status.Reason is not (CameraReason.Connecting or CameraReason.None));
        Assert.DoesNotContain("hunter2", run.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_unreachable()
    {
        await using var run = new CameraRun(CameraRun.Quick("rtsp://user:hunter2@no-such-host.invalid/live") with { ConnectTimeout = TimeSpan.FromSeconds(2) });
        var status = await run.OfflineAsync(CameraReason.Unreachable);

        Assert.Contains("host name", status.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Words, StringComparison.Ordinal);
    }

    private static TcpListener Listener(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }
}
