using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>What became of one person of an export; each is taken whole or not at all.</summary>
/// <param name="Name">Name in the file.</param>
public abstract record ImportedPerson(string Name)
{
    /// <summary>Stored.</summary>
    /// <param name="Name">Name in the file.</param>
    /// <param name="Person">The person here; the id differs from the file's where that was taken.</param>
    public sealed record Imported(string Name, GalleryPerson Person) : ImportedPerson(Name);

    /// <summary>Somebody here has this name; nothing was changed.</summary>
    /// <param name="Name">Name in the file.</param>
    /// <param name="Person">Who.</param>
    public sealed record Exists(string Name, GalleryPerson Person) : ImportedPerson(Name);

    /// <summary>The face is somebody else's here.</summary>
    /// <param name="Name">Name in the file.</param>
    /// <param name="Other">Id of that person.</param>
    /// <param name="Similarity">Similarity, in [-1, 1].</param>
    public sealed record LooksLikeOther(string Name, string Other, float Similarity) : ImportedPerson(Name);

    /// <summary>The file's data cannot be used.</summary>
    /// <param name="Name">Name in the file.</param>
    /// <param name="Problem">Why, as a sentence.</param>
    public sealed record Unusable(string Name, string Problem) : ImportedPerson(Name);
}
