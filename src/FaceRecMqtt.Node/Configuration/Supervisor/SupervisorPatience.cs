namespace FaceRecMqtt.Node.Configuration.Supervisor;

/// <summary>How long the Supervisor is asked. After a power cut it and the broker may start later than this app.</summary>
internal sealed record SupervisorPatience
{
    /// <summary>All attempts together. Default 2 min.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>One attempt. Default 10 s.</summary>
    public TimeSpan Attempt { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause after the first attempt; each following one is about twice as long. Default 1 s.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause. Default 10 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);
}
