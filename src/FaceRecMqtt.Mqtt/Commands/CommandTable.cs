namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Every command by its name.</summary>
public sealed class CommandTable
{
    private readonly Dictionary<string, CommandDefinition> _commands = new(StringComparer.Ordinal);

    /// <summary>A table of these commands.</summary>
    /// <exception cref="ArgumentException">Two commands share a name, or one names an argument it does not take or that is made of something else.</exception>
    public CommandTable(IEnumerable<CommandDefinition> commands)
    {
        foreach (var command in commands)
        {
            (string? Name, ArgumentKind Kind)[] named =
                [(command.BareArgument, ArgumentKind.Text), (command.PathArgument, ArgumentKind.Text), (command.BytesArgument, ArgumentKind.Bytes)];
            foreach (var (name, kind) in named.Where(argument => argument.Name is not null))
            {
                if (!command.Arguments.Any(argument => argument.Name == name && argument.Kind == kind))
                {
                    throw new ArgumentException($"The command '{command.Name}' takes no argument '{name}' of kind {kind}.", nameof(commands));
                }
            }

            if (!_commands.TryAdd(command.Name, command))
            {
                throw new ArgumentException($"Two commands are called '{command.Name}'.", nameof(commands));
            }
        }
    }

    /// <summary>Finds the command of a topic: the whole suffix, or all but its last level where the command takes that as an argument.</summary>
    /// <param name="suffix">What follows <c>&lt;base&gt;/command/</c>.</param>
    /// <returns>The command, null when there is none; and the last level where it is an argument.</returns>
    internal (CommandDefinition? Command, string? PathValue) Find(string suffix)
    {
        if (_commands.TryGetValue(suffix, out var command))
        {
            return (command, null);
        }

        var slash = suffix.LastIndexOf('/');
        return slash > 0 && _commands.TryGetValue(suffix[..slash], out command) && command.PathArgument is not null
            ? (command, suffix[(slash + 1)..])
            : (null, null);
    }

    /// <summary>Whether there is a command of this name and it may be called.</summary>
    internal bool Offers(string name, CommandPermissions permissions) => _commands.TryGetValue(name, out var command) && permissions.Allows(command);

    internal IReadOnlyList<CommandDescription> Describe(CommandPermissions permissions) =>
        [.. _commands.Values.OrderBy(command => command.Name, StringComparer.Ordinal).Select(command => new CommandDescription(
            command.Name,
            command.Text,
            permissions.Allows(command),
            [.. command.Arguments.Select(argument => new ArgumentDescription(
                argument.Name, argument.Kind, argument.Required, argument.Min, argument.Max, argument.Choices, argument.Text))]))];
}
