namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>Who decides who a face is.</summary>
internal enum DecisionPolicy
{
    /// <summary>The active backend alone.</summary>
    Fixed,

    /// <summary>The active backend, and the CPU where an NPU is not sure.</summary>
    Auto,
}
