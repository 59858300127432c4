using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>What became of a merge.</summary>
public abstract record MergeResult
{
    private MergeResult()
    {
    }

    /// <summary>Done and on the disk.</summary>
    /// <param name="Into">The person afterwards.</param>
    /// <param name="Moved">Samples that came over.</param>
    /// <param name="DroppedAnchors">Anchors that had kept the two apart and were removed.</param>
    public sealed record Merged(GalleryPerson Into, int Moved, int DroppedAnchors) : MergeResult;

    /// <summary>Nobody has this id or name.</summary>
    /// <param name="Who">As it was asked for.</param>
    public sealed record NotFound(string Who) : MergeResult;

    /// <summary>Both are the same person.</summary>
    /// <param name="Person">Who.</param>
    public sealed record SamePerson(GalleryPerson Person) : MergeResult;
}
