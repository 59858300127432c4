namespace FaceRecMqtt.Node.CommandLine.Watching;

/// <summary>How events are written: a table for people, JSON for programs.</summary>
internal interface IEventLines
{
    /// <summary>First line; null for none.</summary>
    string? Head { get; }

    /// <summary>One event as a line; null when the payload is none.</summary>
    string? Write(byte[] payload);
}
