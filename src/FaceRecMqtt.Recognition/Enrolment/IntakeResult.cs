using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>What became of samples at the gallery's door.</summary>
internal abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>On the disk and in the index.</summary>
    /// <param name="Person">The person afterwards.</param>
    /// <param name="Samples">How many were stored.</param>
    /// <param name="Similarity">Of the one that is nearest to what the person had before, in [-1, 1]; null where they had nothing.</param>
    public sealed record Stored(GalleryPerson Person, int Samples, float? Similarity) : IntakeResult;

    /// <summary>The person has all of them already.</summary>
    public sealed record Known(GalleryPerson Person, float Similarity) : IntakeResult;

    /// <summary>Not let in.</summary>
    public sealed record Refused(EnrolmentRefusal Why) : IntakeResult;

    /// <summary>Embedded by a model that no longer serves: embed them again.</summary>
    public sealed record OtherModel : IntakeResult;
}
