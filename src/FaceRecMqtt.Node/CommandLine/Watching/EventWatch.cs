using FaceRecMqtt.Node.CommandLine.Remote;

namespace FaceRecMqtt.Node.CommandLine.Watching;

/// <summary>Writes events until it is stopped, and connects again when the broker went away.</summary>
/// <param name="address">The broker.</param>
/// <param name="camera">Only this camera; null for all.</param>
/// <param name="lines">How an event is written.</param>
/// <param name="terminal">Where.</param>
internal sealed class EventWatch(BrokerAddress address, string? camera, IEventLines lines, Terminal terminal)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(2);

    /// <summary>Watches.</summary>
    /// <param name="count">Stop after so many events; 0 never.</param>
    /// <param name="stopping">Stops at once.</param>
    /// <exception cref="CommandFailed">The first connection fails.</exception>
    public async Task<int> RunAsync(int count, CancellationToken stopping)
    {
        var link = await OpenAsync(stopping);
        try
        {
            if (lines.Head is { } head)
            {
                await terminal.Out.WriteLineAsync(head);
            }

            for (var shown = 0; count == 0 || shown < count;)
            {
                if (!await link.Messages.WaitToReadAsync(stopping))
                {
                    await link.DisposeAsync();
                    link = await ReopenAsync(stopping);
                    continue;
                }

                while ((count == 0 || shown < count) && link.Messages.TryRead(out var message))
                {
                    if (lines.Write(message.Payload) is { } line)
                    {
                        await terminal.Out.WriteLineAsync(line);
                        await terminal.Out.FlushAsync(stopping);
                        shown++;
                    }
                }
            }
        }
        finally
        {
            await link.DisposeAsync();
        }

        return ExitCode.Done;
    }

    private async Task<BrokerLink> OpenAsync(CancellationToken stopping)
    {
        var link = new BrokerLink(address);
        try
        {
            await link.ConnectAsync(stopping);
            await link.SubscribeAsync($"{address.BaseTopic}/{address.Node ?? "+"}/camera/{camera ?? "+"}/event", stopping);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    private async Task<BrokerLink> ReopenAsync(CancellationToken stopping)
    {
        await terminal.Error.WriteLineAsync("facerec: the connection was lost; trying again");
        while (true)
        {
            await Task.Delay(RetryPause, terminal.Time, stopping);
            try
            {
                return await OpenAsync(stopping);
            }
            catch (CommandFailed)
            {
                // Told once above; the broker may take its time.
            }
        }
    }
}
