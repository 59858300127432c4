using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Remote;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>The options of all commands that ask a node for something, and the asking itself.</summary>
/// <param name="terminal">Where progress and replies are shown.</param>
internal sealed class RequestOptions(Terminal terminal)
{
    private readonly BrokerOptions _broker = new();
    private readonly Option<bool> _json = new("--json") { Description = "The reply's data as one line of JSON." };

    private readonly Option<int> _timeout = new("--timeout")
    {
        Description = "How long the node may say nothing, in seconds.",
        HelpName = "S",
        DefaultValueFactory = _ => 30,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_json);
        command.Add(_timeout);
        _broker.AddTo(command);
    }

    /// <summary>Whether the user wants JSON.</summary>
    public bool WantsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>How long the node may say nothing.</summary>
    public TimeSpan Silence(ParseResult parsed) => TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(_timeout), 1, 86_400));

    /// <summary>Connects to the node.</summary>
    /// <exception cref="CommandFailed">It cannot be reached.</exception>
    public Task<NodeClient> ConnectAsync(ParseResult parsed, CancellationToken stopping) =>
        NodeClient.ConnectAsync(_broker.Resolve(parsed, terminal), terminal, stopping);

    /// <summary>Sends one command and shows its reply.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> AskAsync(ParseResult parsed, string command, byte[] payload, CancellationToken stopping)
    {
        await using var node = await ConnectAsync(parsed, stopping);
        var answer = await node.SendAsync(command, payload, Silence(parsed), stopping);
        return await AnswerOutcome.ShowAsync(answer, WantsJson(parsed), terminal);
    }
}
