using System.Collections.Concurrent;
using System.Net;
using FaceRecMqtt.Tests.Video.Support;

namespace FaceRecMqtt.Tests.Node.Configuration.Supervisor;

/// <summary>A Supervisor as an app sees it: <c>GET /services/mqtt</c> with the app's token.</summary>
internal sealed class FakeSupervisor : IAsyncDisposable
{
    public const string Token = "app-token-5f3a91c2";
    public const string Password = "broker-secret-77Q";

    private const string Good = $$$"""
        {"result":"ok","data":{"addon":"core_mosquitto","host":"core-mosquitto","port":1883,"ssl":false,"protocol":"3.1.1","username":"addons","password":"{{{Password}}}"}}
        """;

    private readonly ConcurrentQueue<(int Status, string Body)> _first;
    private readonly WebServer _web;

    /// <summary>Starts one.</summary>
    /// <param name="port">Where; null for a free port.</param>
    /// <param name="first">What is answered first, in order; afterwards the broker is named.</param>
    public FakeSupervisor(int? port, params (int Status, string Body)[] first)
    {
        _first = new(first);
        _web = new WebServer(AnswerAsync, port);
    }

    public static (int Status, string Body) NotEnabled { get; } = (400, """{"result":"error","message":"Service not enabled"}""");

    public Uri Address => new(_web.Address(""));

    public ConcurrentQueue<string> Requests { get; } = [];

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken stopping)
    {
        Requests.Enqueue($"{context.Request.HttpMethod} {context.Request.RawUrl}");
        var (status, body) = context.Request.Headers["Authorization"] != $"Bearer {Token}" ? (401, "")
            : _first.TryDequeue(out var answer) ? answer
            : (200, Good);
        context.Response.StatusCode = status;
        await WebServer.TextAsync(context, "application/json", body);
    }
}
