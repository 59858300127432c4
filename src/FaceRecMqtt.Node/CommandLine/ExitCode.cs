namespace FaceRecMqtt.Node.CommandLine;

/// <summary>What the program tells a script.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It was tried and failed: a command was refused, a check found a fault.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 2;

    /// <summary>The configuration has mistakes; they are listed.</summary>
    public const int Configuration = 3;

    /// <summary>The broker or the node cannot be reached.</summary>
    public const int Unreachable = 4;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Cancelled = 130;
}
