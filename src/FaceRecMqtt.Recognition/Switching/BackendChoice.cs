using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Switching;

/// <summary>A configured backend that can be switched to.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Kind">What computes.</param>
/// <param name="Open">Makes it, on a thread that may block; the switch disposes what is returned. Throws <see cref="BackendException"/> where it cannot.</param>
public sealed record BackendChoice(string Name, BackendKind Kind, Func<IInferenceBackend> Open)
{
    /// <summary>The recogniser, where the manifest was read already; null: known once it was opened.</summary>
    public EmbeddingModel? Model { get; init; }

    /// <summary>Why it cannot be used, where that is known already (pack missing, hash mismatch); a switch tries again all the same.</summary>
    public string? Problem { get; init; }

    /// <summary>Run on the backend's thread before it serves; returns what is wrong, or null. Nothing is tested by default.</summary>
    public Func<IInferenceBackend, string?> SelfTest { get; init; } = _ => null;
}
