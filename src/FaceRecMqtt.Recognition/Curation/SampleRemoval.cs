using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>What became of the removal of a picture.</summary>
public abstract record SampleRemoval
{
    private SampleRemoval()
    {
    }

    /// <summary>Removed; the bytes are overwritten in the file.</summary>
    /// <param name="Person">The person afterwards.</param>
    public sealed record Removed(GalleryPerson Person) : SampleRemoval;

    /// <summary>There is no such sample or anchor.</summary>
    public sealed record NotFound : SampleRemoval;

    /// <summary>It is the only one: without it the person could not be recognised.</summary>
    /// <param name="Person">Whose.</param>
    public sealed record LastOne(GalleryPerson Person) : SampleRemoval;
}
