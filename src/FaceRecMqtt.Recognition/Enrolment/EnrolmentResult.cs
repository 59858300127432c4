using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>What became of a picture somebody was to be learned from.</summary>
public abstract record EnrolmentResult
{
    private EnrolmentResult()
    {
    }

    /// <summary>The sample is on the disk and in the index.</summary>
    /// <param name="Person">The person afterwards.</param>
    /// <param name="Quality">Of the face.</param>
    /// <param name="PreNorm">Length of its embedding before normalisation.</param>
    /// <param name="Model">What embedded it.</param>
    /// <param name="Similarity">To the nearest sample the person had before, in [-1, 1]; null where they had none.</param>
    public sealed record Enrolled(GalleryPerson Person, FaceQuality Quality, float PreNorm, EmbeddingModel Model, float? Similarity) : EnrolmentResult
    {
        /// <summary>Whether the face is so unlike what the person had before that it may be somebody else's.</summary>
        public bool IsUnlike => Similarity < Model.Threshold / 2;
    }

    /// <summary>Done without storing anything: the person has (nearly) the same sample already. Sending a picture twice changes nothing.</summary>
    /// <param name="Person">The person as it is.</param>
    /// <param name="Similarity">To that sample, in [-1, 1].</param>
    /// <param name="Quality">Of the face.</param>
    /// <param name="PreNorm">Length of its embedding before normalisation.</param>
    /// <param name="Model">What embedded it.</param>
    public sealed record AlreadyKnown(GalleryPerson Person, float Similarity, FaceQuality Quality, float PreNorm, EmbeddingModel Model) : EnrolmentResult;

    /// <summary>Nothing was stored.</summary>
    /// <param name="Why">The reason.</param>
    public sealed record Refused(EnrolmentRefusal Why) : EnrolmentResult;
}
