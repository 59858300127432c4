using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>The threshold and margin that this gallery asks for in the place of a model's own.</summary>
/// <param name="gallery">The gallery.</param>
public sealed class ModelLimits(FaceGallery gallery)
{
    private readonly SampleTable _samples = new(gallery.Database.Connection);

    /// <summary>Everything a model has embedded; owned by the caller.</summary>
    public IReadOnlyList<IndexedSample> Samples(EmbeddingModel model) => gallery.Database.Read(_ => _samples.Embedded(model));

    /// <summary>Whether limits are set for a model.</summary>
    public bool AreSet(EmbeddingModel model) => gallery.Database.Read(connection => CalibratedLimits.Read(connection, model) is ({ }, { }));

    /// <summary>Sets limits for a model; they hold from the next look on and until they are set anew.</summary>
    /// <param name="model">The model.</param>
    /// <param name="limits">Threshold in [0, 1] and margin in [0, 2]; null: the model's own again.</param>
    public void Set(EmbeddingModel model, (float Threshold, float Margin)? limits)
    {
        gallery.Commit(() => CalibratedLimits.Write(gallery.Database.Connection, model, limits));
        gallery.Tell();
    }
}
