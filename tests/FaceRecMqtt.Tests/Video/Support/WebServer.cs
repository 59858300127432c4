using System.Net;
using System.Text;
using FaceRecMqtt.EndToEnd.Support;

namespace FaceRecMqtt.Tests.Video.Support;

/// <summary>A web server of one test.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    /// <summary>Starts one.</summary>
    /// <param name="answer">Writes the answer to a request; closed afterwards.</param>
    /// <param name="port">Where it listens; null for a free port.</param>
    public WebServer(Func<HttpListenerContext, CancellationToken, Task> answer, int? port = null)
    {
        Port = port ?? FreePort.Take();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _serving = ServeAsync(answer);
    }

    public int Port { get; }

    public static Task TextAsync(HttpListenerContext context, string type, string text) => BytesAsync(context, type, Encoding.UTF8.GetBytes(text));

    public static async Task BytesAsync(HttpListenerContext context, string type, byte[] bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength64 = bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
    }

    public string Address(string path) => $"http://127.0.0.1:{Port}/{path}";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Abort();
        await _serving;
        _stopping.Dispose();
    }

    private async Task ServeAsync(Func<HttpListenerContext, CancellationToken, Task> answer)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = AnswerAsync(context, answer);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, Func<HttpListenerContext, CancellationToken, Task> answer)
    {
        try
        {
            await answer(context, _stopping.Token);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or OperationCanceledException or IOException or InvalidOperationException)
        {
            context.Response.Abort(); // the client went
        }
    }
}
