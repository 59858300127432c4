using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>What became of samples at the gallery's door.</summary>
internal abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>On the disk and in the index.</summary>
    public sealed record Stored(GalleryPerson Person, int Samples) : IntakeResult;

    /// <summary>The person has all of them already.</summary>
    public sealed record Known(GalleryPerson Person, float Similarity) : IntakeResult;

    /// <summary>Not let in.</summary>
    public sealed record Refused(EnrolmentRefusal Why) : IntakeResult;

    /// <summary>Embedded by a model that no longer serves: embed them again.</summary>
    public sealed record OtherModel : IntakeResult;
}
