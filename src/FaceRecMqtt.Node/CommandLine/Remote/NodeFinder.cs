namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>Finds the node when none was named: the only one that keeps its <c>state</c> at the broker.</summary>
internal static class NodeFinder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Retained messages come in one go; after the first the others are close behind.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

    /// <summary>The node's root topic.</summary>
    /// <exception cref="CommandFailed">There is none, or several and none was named.</exception>
    public static async Task<string> FindAsync(BrokerLink link, TimeProvider time, CancellationToken stopping)
    {
        var address = link.Address;
        await link.SubscribeAsync($"{address.BaseTopic}/{address.Node ?? "+"}/state", stopping);
        Dictionary<string, string> nodes = [];
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            while (address.Node is null || nodes.Count == 0)
            {
                var message = await link.Messages.ReadAsync(either.Token);
                patience.CancelAfter(Silence);
                nodes[message.Topic[(address.BaseTopic.Length + 1)..^"/state".Length]] = System.Text.Encoding.UTF8.GetString(message.Payload);
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // All retained messages that were coming have come.
        }

        var running = nodes.Where(node => node.Value == "online").Select(node => node.Key).ToList();
        return running switch
        {
            [var only] => $"{address.BaseTopic}/{only}",
            [] when nodes.Count > 0 => throw Unreachable($"the node {string.Join(", ", nodes.Keys)} is offline; start it with `facerec run`"),
            [] => throw Unreachable($"no node {address.Node ?? "below " + address.BaseTopic} at the broker {address}; does `facerec run` run, with the same broker and base topic?"),
            _ => throw new CommandFailed(ExitCode.Usage, $"several nodes are running: {string.Join(", ", running.Order())}; name one with --node"),
        };
    }

    private static CommandFailed Unreachable(string message) => new(ExitCode.Unreachable, message);
}
