namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>What became of a rename or a removal.</summary>
public abstract record PersonChange
{
    private PersonChange()
    {
    }

    /// <summary>Done and on the disk.</summary>
    /// <param name="Person">The person afterwards; before the removal when it was removed.</param>
    public sealed record Done(GalleryPerson Person) : PersonChange;

    /// <summary>Nobody has this id or name.</summary>
    public sealed record NotFound : PersonChange;

    /// <summary>Somebody else has this name.</summary>
    /// <param name="Person">Who.</param>
    public sealed record Exists(GalleryPerson Person) : PersonChange;

    /// <summary>The new name breaks a rule.</summary>
    /// <param name="Problem">Which, as a sentence.</param>
    public sealed record BadName(string Problem) : PersonChange;
}
