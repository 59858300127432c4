namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>When a device's look is given to the CPU too, and what that may cost.</summary>
public sealed record SecondLookOptions
{
    /// <summary>Embeddings the CPU makes per second at most. Default 5.</summary>
    public float PerSecond { get; init; } = 5;

    /// <summary>Part of the time in which the CPU embeds at most, in (0, 1]. Default 0.25.</summary>
    public float CpuShare { get; init; } = 0.25f;

    /// <summary>Similarity on the device below which no enrolled person is expected, in [-1, 1]; from here to acceptance the CPU is asked. Default 0.15.</summary>
    /// <remarks>
    /// The highest at which no face of an enrolled person that 8 bits or float32 missed, down to 20 px, goes unasked; of strangers' looks three of four
    /// are asked about. Measured with the starter's recogniser and eight people: docs/decisions/0011-impostor-ceiling.md.
    /// </remarks>
    public float ImpostorCeiling { get; init; } = 0.15f;
}
