using System.Text.Json.Serialization;

namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>How the node is.</summary>
public enum HealthStatus
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>Works, but something needs a person.</summary>
    Degraded,

    /// <summary>Does not do its job.</summary>
    Failing,
}

/// <summary>Something a person can cure.</summary>
/// <param name="Code">Stable word for automations: <c>camera_offline</c>.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Cure">What to do.</param>
public sealed record HealthProblem(string Code, string Text, string Cure);

/// <summary>Inference times of one backend, ms; null where nothing was measured yet.</summary>
/// <param name="Detect">Median of a detection.</param>
/// <param name="Embed">Median of an embedding.</param>
public sealed record InferenceTimes(
    [property: JsonConverter(typeof(ThreeDecimals))] double? Detect,
    [property: JsonConverter(typeof(ThreeDecimals))] double? Embed);

/// <summary>Payload of <c>&lt;base&gt;/health</c>.</summary>
public sealed record HealthReport
{
    /// <summary>Version of this payload's form.</summary>
    public int Schema { get; } = 1;

    /// <summary>The verdict.</summary>
    public required HealthStatus Status { get; init; }

    /// <summary>What is wrong; empty when all is well.</summary>
    public required IReadOnlyList<HealthProblem> Problems { get; init; }

    /// <summary>Resident memory, MB.</summary>
    [JsonConverter(typeof(ThreeDecimals))]
    public required double MemoryMb { get; init; }

    /// <summary>Processor time used since the last report, percent of one core.</summary>
    [JsonConverter(typeof(ThreeDecimals))]
    public required double CpuPercent { get; init; }

    /// <summary>Seconds since the start.</summary>
    public required long UptimeS { get; init; }

    /// <summary>Filled places by queue.</summary>
    public required IReadOnlyDictionary<string, long> Queues { get; init; }

    /// <summary>What was dropped since the start, by queue.</summary>
    public required IReadOnlyDictionary<string, long> Drops { get; init; }

    /// <summary>Inference times by backend.</summary>
    public required IReadOnlyDictionary<string, InferenceTimes> InferenceMs { get; init; }

    /// <summary>Faces embedded since the start, by backend.</summary>
    public required IReadOnlyDictionary<string, long> Embedded { get; init; }

    /// <summary>What the policy <c>auto</c> costs; null while the policy is <c>fixed</c>.</summary>
    public SecondLookReport? SecondLooks { get; init; }

    /// <summary>Median age of a decision at publication, ms; null before the first.</summary>
    [JsonConverter(typeof(ThreeDecimals))]
    public double? LatencyMs { get; init; }

    /// <summary>NPU temperature, °C; null where there is none.</summary>
    [JsonConverter(typeof(ThreeDecimals))]
    public double? NpuTemperature => Npu?.Temperature;

    /// <summary>The NPU; null where none is in use.</summary>
    public NpuReport? Npu { get; init; }
}
