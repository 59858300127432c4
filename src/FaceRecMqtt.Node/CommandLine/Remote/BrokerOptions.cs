using System.CommandLine;
using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Node.CommandLine.Remote;

/// <summary>The options of all commands that talk to a running node.</summary>
internal sealed class BrokerOptions
{
    private readonly ConfigOption _config = new();
    private readonly Option<string?> _host = new("--host") { Description = "Broker. Without: the configuration's.", HelpName = "HOST" };
    private readonly Option<int?> _port = new("--port") { Description = "Broker's port. Without: the configuration's; 1883.", HelpName = "PORT" };
    private readonly Option<string?> _username = new("--username") { Description = "User at the broker.", HelpName = "USER" };
    private readonly Option<string?> _passwordFile = new("--password-file") { Description = "File whose first line is the password.", HelpName = "FILE" };
    private readonly Option<string?> _base = new("--base") { Description = "Root of the topics. Without: the configuration's; facerec.", HelpName = "TOPIC" };
    private readonly Option<string?> _node = new("--node") { Description = "The node. Without: the configuration's, else the only one at the broker.", HelpName = "NAME" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _config.AddTo(command);
        foreach (var option in new Option[] { _host, _port, _username, _passwordFile, _base, _node })
        {
            command.Add(option);
        }
    }

    /// <summary>Where to connect.</summary>
    /// <exception cref="CommandFailed">The configuration has mistakes or the password file cannot be read.</exception>
    public BrokerAddress Resolve(ParseResult parsed, Terminal terminal)
    {
        var configuration = _config.Load(parsed, terminal);
        if (parsed.GetValue(_host) is null && !_config.NamesBroker(parsed, configuration))
        {
            throw new CommandFailed(ExitCode.Usage, "the app's broker is Home Assistant's; name it with --host, --username and --password-file");
        }

        var address = BrokerAddress.Of(configuration);
        // Another broker than the configured one has nothing to do with the configured login.
        if (parsed.GetValue(_host) is { } host)
        {
            address = new BrokerAddress(host, 1883) { BaseTopic = address.BaseTopic, Node = address.Node, Timeout = address.Timeout };
        }

        return address with
        {
            Port = parsed.GetValue(_port) ?? address.Port,
            Username = parsed.GetValue(_username) ?? address.Username,
            Password = parsed.GetValue(_passwordFile) is { } file ? ReadPassword(file) : address.Password,
            BaseTopic = parsed.GetValue(_base) ?? address.BaseTopic,
            Node = parsed.GetValue(_node) ?? address.Node,
        };
    }

    private static Secret ReadPassword(string file)
    {
        try
        {
            return new Secret(File.ReadLines(file).FirstOrDefault() ?? "");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.Usage, $"--password-file: {fault.Message}");
        }
    }
}
