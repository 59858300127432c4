using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Curation;

/// <summary>What became of a picture that was to be "not this person".</summary>
public abstract record AnchorAddition
{
    private AnchorAddition()
    {
    }

    /// <summary>On the disk and in the index.</summary>
    /// <param name="Person">The person afterwards.</param>
    /// <param name="Anchors">Numbers of the new anchors; empty when all were there.</param>
    public sealed record Added(GalleryPerson Person, IReadOnlyList<long> Anchors) : AnchorAddition;

    /// <summary>Something named does not exist.</summary>
    /// <param name="What">What, as a sentence.</param>
    public sealed record NotFound(string What) : AnchorAddition;

    /// <summary>The picture is one of the person's own samples, so it would speak against every look at them.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Sample">Which sample.</param>
    public sealed record ShowsPerson(GalleryPerson Person, long Sample) : AnchorAddition;

    /// <summary>It is the person's only sample and cannot become an anchor.</summary>
    /// <param name="Person">Whose.</param>
    public sealed record LastSample(GalleryPerson Person) : AnchorAddition;

    /// <summary>The person would have too many.</summary>
    /// <param name="Person">The person as it is.</param>
    public sealed record Full(GalleryPerson Person) : AnchorAddition;

    /// <summary>The picture was embedded by a model that no longer serves. Embed it again.</summary>
    public sealed record OtherModel : AnchorAddition;
}
