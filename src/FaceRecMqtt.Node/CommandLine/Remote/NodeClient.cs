using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>Sends commands to a running node and waits for their replies.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private readonly BrokerLink _link;
    private readonly Terminal _terminal;
    private string _root = "";
    private string _responseTopic = "";

    private NodeClient(BrokerAddress address, Terminal terminal)
    {
        _link = new BrokerLink(address);
        _terminal = terminal;
    }

    /// <summary>Connects and finds the node.</summary>
    /// <exception cref="CommandFailed">Broker or node cannot be reached.</exception>
    public static async Task<NodeClient> ConnectAsync(BrokerAddress address, Terminal terminal, CancellationToken stopping)
    {
        var client = new NodeClient(address, terminal);
        try
        {
            await client.OpenAsync(stopping);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command, shows its progress and returns its final reply.</summary>
    /// <param name="command">Its name, for example <c>people/list</c>.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="silence">How long the node may say nothing.</param>
    /// <param name="stopping">Stops waiting.</param>
    /// <exception cref="CommandFailed">The node does not answer in time.</exception>
    public async Task<CommandAnswer> SendAsync(string command, byte[] payload, TimeSpan silence, CancellationToken stopping)
    {
        var correlation = RandomNumberGenerator.GetBytes(8);
        if (!await _link.RequestAsync($"{_root}/command/{command}", payload, _responseTopic, correlation, stopping))
        {
            throw new CommandFailed(ExitCode.Unreachable, $"the node {_root} does not listen for commands");
        }

        while (true)
        {
            var message = await NextAsync(silence, stopping);
            if (message.Topic != _responseTopic || message.Correlation is null || !message.Correlation.AsSpan().SequenceEqual(correlation))
            {
                continue;
            }

            var answer = CommandAnswer.Parse(message.Payload);
            if (answer.Status != "progress")
            {
                _terminal.EndProgress();
                return answer;
            }

            _terminal.ShowProgress($"{command}: {ProgressText.Of(answer.Data)}");
        }
    }

    /// <summary>Sends a command with text.</summary>
    /// <inheritdoc cref="SendAsync(string, byte[], TimeSpan, CancellationToken)"/>
    public Task<CommandAnswer> SendAsync(string command, string payload, TimeSpan silence, CancellationToken stopping) =>
        SendAsync(command, Encoding.UTF8.GetBytes(payload), silence, stopping);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async Task OpenAsync(CancellationToken stopping)
    {
        await _link.ConnectAsync(stopping);
        _root = await NodeFinder.FindAsync(_link, _terminal.Time, stopping);
        _responseTopic = $"{_root}/response/cli-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
        await _link.SubscribeAsync(_responseTopic, stopping);
    }

    private async Task<LinkMessage> NextAsync(TimeSpan silence, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(silence, _terminal.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            return await _link.Messages.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new CommandFailed(ExitCode.Unreachable, $"the node {_root} has not answered for {silence.TotalSeconds:0} s; see its log, or give it longer with --timeout");
        }
        catch (ChannelClosedException)
        {
            throw new CommandFailed(ExitCode.Unreachable, $"the connection to the broker {_link.Address} was lost before the reply came");
        }
    }
}
