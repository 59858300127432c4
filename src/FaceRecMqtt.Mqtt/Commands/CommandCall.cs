namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>A command somebody sent, its arguments checked against the definition.</summary>
public sealed class CommandCall
{
    private readonly IReadOnlyDictionary<string, object> _arguments;
    private readonly Action<int, int, string?> _progress;

    /// <summary>A call; tests and the command line make their own.</summary>
    /// <param name="name">Name of the command.</param>
    /// <param name="arguments">Values by name: <c>string</c>, <c>double</c>, <c>long</c>, <c>bool</c>, <c>byte[]</c> or <c>string[]</c>.</param>
    /// <param name="progress">Is told how much of how much is done; null for nobody.</param>
    public CommandCall(string name, IReadOnlyDictionary<string, object> arguments, Action<int, int>? progress = null)
        : this(name, arguments, (done, of, _) => progress?.Invoke(done, of))
    {
    }

    internal CommandCall(string name, IReadOnlyDictionary<string, object> arguments, Action<int, int, string?> progress) =>
        (Name, _arguments, _progress) = (name, arguments, progress);

    /// <summary>Name of the command.</summary>
    public string Name { get; }

    /// <summary>Whether the argument was given.</summary>
    public bool Has(string argument) => _arguments.ContainsKey(argument);

    /// <summary>A text; null when it was not given.</summary>
    public string? Text(string argument) => Value<string>(argument);

    /// <summary>A text the definition requires.</summary>
    /// <exception cref="InvalidOperationException">The definition does not require it, and it was not given.</exception>
    public string RequiredText(string argument) =>
        Text(argument) ?? throw new InvalidOperationException($"The definition of '{Name}' does not require '{argument}'.");

    /// <summary>A number; null when it was not given.</summary>
    public double? Number(string argument) => _arguments.TryGetValue(argument, out var value) ? (double)value : null;

    /// <summary>A whole number; null when it was not given.</summary>
    public long? WholeNumber(string argument) => _arguments.TryGetValue(argument, out var value) ? (long)value : null;

    /// <summary>A flag; false when it was not given.</summary>
    public bool Flag(string argument) => _arguments.TryGetValue(argument, out var value) && (bool)value;

    /// <summary>Bytes, owned by the callee; null when they were not given.</summary>
    public byte[]? Bytes(string argument) => Value<byte[]>(argument);

    /// <summary>A list of texts; null when it was not given.</summary>
    public string[]? Texts(string argument) => Value<string[]>(argument);

    /// <summary>Tells the asker how far the work is; returns at once, does nothing after the final reply.</summary>
    /// <param name="done">Steps done.</param>
    /// <param name="of">All steps.</param>
    public void Progress(int done, int of) => _progress(done, of, null);

    /// <inheritdoc cref="Progress(int, int)"/>
    /// <param name="done">Steps done.</param>
    /// <param name="of">All steps.</param>
    /// <param name="text">What happens or is to be done at the moment, as a sentence for people.</param>
    public void Progress(int done, int of, string text) => _progress(done, of, text);

    private T? Value<T>(string argument)
        where T : class => _arguments.TryGetValue(argument, out var value) ? (T)value : null;
}
