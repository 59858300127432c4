using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>What the policy <c>auto</c> may cost and when it asks the CPU.</summary>
internal sealed record AutoSection
{
    [Setting("Name of the backend of kind onnx that is asked.", Example = "cpu", WhenAbsent = "the first of kind onnx")]
    public string? Companion { get; init; }

    [Setting("Faces the CPU embeds at most.", Unit = "faces/s", Min = 0.1, Max = 100)]
    public float EmbeddingsPerSecond { get; init; } = 5;

    [Setting("Part of the time in which the CPU embeds at most.", Min = 0.01, Max = 1)]
    public float CpuShare { get; init; } = 0.25f;

    [Setting("Similarity on the NPU below which no enrolled person is expected; from here to acceptance the CPU is asked.", Min = -1, Max = 1)]
    public float ImpostorCeiling { get; init; } = 0.15f;
}
