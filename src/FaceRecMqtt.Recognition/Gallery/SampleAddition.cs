namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>What became of samples that were to be stored.</summary>
public abstract record SampleAddition
{
    private SampleAddition()
    {
    }

    /// <summary>All are on the disk and in the index.</summary>
    /// <param name="Person">The person afterwards.</param>
    public sealed record Added(GalleryPerson Person) : SampleAddition;

    /// <summary>The person would have too many samples; nothing was stored.</summary>
    /// <param name="Person">The person as it is.</param>
    public sealed record Full(GalleryPerson Person) : SampleAddition;

    /// <summary>The samples were embedded by a model that no longer serves; nothing was stored. Embed them again.</summary>
    public sealed record OtherModel : SampleAddition;

    /// <summary>The gallery changed since the samples were judged; nothing was stored. Judge them again.</summary>
    public sealed record Outdated : SampleAddition;
}
