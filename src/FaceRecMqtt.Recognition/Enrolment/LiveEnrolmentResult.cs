using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>What became of learning somebody from a live camera.</summary>
public abstract record LiveEnrolmentResult
{
    private LiveEnrolmentResult()
    {
    }

    /// <summary>The samples are on the disk and in the index, stored in one piece.</summary>
    /// <param name="Person">The person afterwards.</param>
    /// <param name="Samples">How many were stored: fewer than asked when patience ran out; 0 when the person had all of them already.</param>
    /// <param name="Asked">How many were asked for.</param>
    /// <param name="Seen">What the camera showed.</param>
    /// <param name="Model">What embedded them.</param>
    public sealed record Enrolled(GalleryPerson Person, int Samples, int Asked, LookCounts Seen, EmbeddingModel Model) : LiveEnrolmentResult;

    /// <summary>Nothing was stored.</summary>
    /// <param name="Why">The reason; where several applied, the one most looks fell to.</param>
    /// <param name="Seen">What the camera showed.</param>
    public sealed record Refused(EnrolmentRefusal Why, LookCounts Seen) : LiveEnrolmentResult;
}
