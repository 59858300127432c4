namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>When a device's look is given to the CPU too, and what that may cost.</summary>
public sealed record SecondLookOptions
{
    /// <summary>Embeddings the CPU makes per second at most. Default 5.</summary>
    public float PerSecond { get; init; } = 5;

    /// <summary>Part of the time in which the CPU embeds at most, in (0, 1]. Default 0.25.</summary>
    public float CpuShare { get; init; } = 0.25f;

    /// <summary>Similarity on the device that different people stay below, in [-1, 1]; from here to acceptance the CPU is asked. Default 0.12.</summary>
    /// <remarks>
    /// Provisional. An enrolled person at 1–3 m had 0.05 to 0.29 on a Hailo-8 in a production system, above its pre_norm gate; lower costs the CPU every stranger.
    /// </remarks>
    public float ImpostorCeiling { get; init; } = 0.12f;
}
