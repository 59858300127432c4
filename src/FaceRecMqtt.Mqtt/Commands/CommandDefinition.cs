namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>One command: how it is called, what it may do, and what it does.</summary>
/// <param name="Name">Name in topics: <c>people/rename</c>.</param>
/// <param name="Text">What it does, for people; part of <c>info</c>.</param>
/// <param name="Run">Does it. What a user can cause is a reply; an exception becomes <c>internal</c> and is logged.</param>
public sealed record CommandDefinition(string Name, string Text, Func<CommandCall, CancellationToken, Task<CommandReply>> Run)
{
    /// <summary>What it takes.</summary>
    public IReadOnlyList<CommandArgument> Arguments { get; init; } = [];

    /// <summary>Argument that a payload that is no JSON object stands for; null when there is none.</summary>
    public string? BareArgument { get; init; }

    /// <summary>Argument that a further topic level stands for (<c>enroll/Anna</c>); null when there is none.</summary>
    /// <remarks>On such a topic the payload is <see cref="BytesArgument"/>, as it is.</remarks>
    public string? PathArgument { get; init; }

    /// <summary>Argument that the payload of a topic with a path argument stands for.</summary>
    public string? BytesArgument { get; init; }

    /// <summary>The permission it needs.</summary>
    public CommandGroup Group { get; init; }

    /// <summary>Whether it changes something, which is logged. Default false.</summary>
    public bool Changes { get; init; }

    /// <summary>Whether it may take seconds: such commands run beside others, the rest one after another. Default false.</summary>
    public bool TakesTime { get; init; }

    /// <summary>Patience with it. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
