namespace FaceRecMqtt.Node.CommandLine;

/// <summary>Colours by their ANSI number.</summary>
internal enum TextColour
{
    /// <summary>The terminal's own.</summary>
    None = 0,

    /// <summary>Faults.</summary>
    Red = 31,

    /// <summary>All is well.</summary>
    Green = 32,

    /// <summary>Worth a look.</summary>
    Yellow = 33,

    /// <summary>Of less weight.</summary>
    Grey = 90,
}
