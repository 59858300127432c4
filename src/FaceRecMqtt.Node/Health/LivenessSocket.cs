using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Health;

/// <summary>Answers on a socket in the data folder while the node runs, so that <c>facerec health</c> can tell a living node from a dead or
/// stuck one. A node that waits for its broker, a camera or an NPU is alive; how well it does is told in <c>health</c>.</summary>
/// <param name="dataFolder">The data folder; only its owner gets at the socket.</param>
/// <param name="time">Clock.</param>
/// <param name="logger">Told where there can be no socket.</param>
internal sealed class LivenessSocket(string dataFolder, TimeProvider time, ILogger logger)
{
    /// <summary>Longest wait for one another, on both sides.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int Waiting = 8;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>What is answered.</summary>
    public static ReadOnlyMemory<byte> Answer { get; } = "alive\n"u8.ToArray();

    /// <summary>The socket's path.</summary>
    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "alive.sock");

    /// <summary>Answers until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = PathIn(dataFolder);
        try
        {
            // One that a killed node left.
            File.Delete(path);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(Waiting);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            // A path over 107 bytes, or a file system without sockets: recognition does not depend on it.
            Log.NoLiveness(logger, path, fault.Message);
            return;
        }

        try
        {
            while (true)
            {
                try
                {
                    using var client = await listener.AcceptAsync(stopping);
                    await AnswerAsync(client, stopping);
                }
                catch (SocketException)
                {
                    // Out of descriptors for a moment: whoever asked asks again.
                    await Task.Delay(AfterFailure, time, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The program stops.
        }
        finally
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The next start removes it.
            }
        }
    }

    private async Task AnswerAsync(Socket client, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            await client.SendAsync(Answer, either.Token);
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            // Whoever asked has gone.
        }
    }
}
