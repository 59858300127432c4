using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>What became of giving an unknown person a name.</summary>
public abstract record AssignmentResult
{
    private AssignmentResult()
    {
    }

    /// <summary>The faces are the person's samples, and the unknown person is no more; both on the disk, in one piece.</summary>
    /// <param name="Person">The person afterwards.</param>
    /// <param name="Samples">How many were stored; 0 when the person had all of them already.</param>
    /// <param name="Model">What embedded them.</param>
    public sealed record Assigned(GalleryPerson Person, int Samples, EmbeddingModel Model) : AssignmentResult;

    /// <summary>There is no such unknown person; it may have been forgotten, or named already.</summary>
    public sealed record NotFound : AssignmentResult;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Refused(EnrolmentRefusal Why) : AssignmentResult;
}
