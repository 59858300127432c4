using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Switching;

/// <summary>Which backend serves and which could.</summary>
/// <param name="Active">Name of the one that serves; null before the first does.</param>
/// <param name="SwitchingTo">Name of the one a running switch leads to; null when none runs.</param>
/// <param name="Available">Every configured backend, in the order of the configuration.</param>
public sealed record BackendStatus(string? Active, string? SwitchingTo, IReadOnlyList<BackendCondition> Available);

/// <summary>One configured backend.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Kind">What computes.</param>
/// <param name="Model">The recogniser; null while unknown.</param>
/// <param name="Problem">Why it cannot be used, as far as known; null: ready.</param>
public sealed record BackendCondition(string Name, BackendKind Kind, EmbeddingModel? Model, string? Problem);
