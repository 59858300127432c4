using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>The indexes that were asked for, one per model; immutable, so that readers need no lock.</summary>
internal sealed class IndexSnapshots
{
    /// <summary>No index yet.</summary>
    public static readonly IndexSnapshots None = new([]);

    private readonly GalleryIndex[] _indexes;

    private IndexSnapshots(GalleryIndex[] indexes) => _indexes = indexes;

    /// <summary>The index of a model, or null.</summary>
    public GalleryIndex? Find(EmbeddingModel model)
    {
        foreach (var index in _indexes)
        {
            if (ReferenceEquals(index.Model, model) || index.Model == model)
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>The same with an index, in the place of the one of the same model where there is one.</summary>
    public IndexSnapshots With(GalleryIndex index) => new([.. _indexes.Where(other => other.Model != index.Model), index]);

    /// <summary>Every index made anew.</summary>
    public IndexSnapshots Rebuilt(Func<EmbeddingModel, GalleryIndex> build) => new([.. _indexes.Select(index => build(index.Model))]);
}
