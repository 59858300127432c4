using System.Globalization;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Why nothing was learned; one case per error code of the command. Nothing was stored.</summary>
public abstract record EnrolmentRefusal
{
    private EnrolmentRefusal()
    {
    }

    /// <summary>For people: what was seen, what is needed, and what helps.</summary>
    public abstract string Text { get; }

    /// <summary>No face (<c>no_face</c>).</summary>
    /// <param name="Text">Where and what helps.</param>
    public sealed record NoFace(string Text) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text { get; } = Text;
    }

    /// <summary>Several faces, so it is not clear whose name it is (<c>many_faces</c>).</summary>
    /// <param name="Faces">How many, at least 2.</param>
    /// <param name="Text">Where and what helps.</param>
    public sealed record ManyFaces(int Faces, string Text) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text { get; } = Text;
    }

    /// <summary>The face is too small (<c>too_small</c>).</summary>
    /// <param name="FacePx">Its width, px; of several looks the largest.</param>
    /// <param name="Required">Least width, px.</param>
    public sealed record TooSmall(int FacePx, int Required) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text => $"The face is {FacePx} px wide; at least {Required} px are needed. Come nearer, or send a larger picture.";
    }

    /// <summary>The face is too blurred (<c>too_blurred</c>).</summary>
    /// <param name="Sharpness">In [0, 1]; of several looks the largest.</param>
    /// <param name="Required">Least sharpness, in [0, 1].</param>
    public sealed record TooBlurred(float Sharpness, float Required) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text => string.Create(
            CultureInfo.InvariantCulture,
            $"The face has a sharpness of {Sharpness:0.00}; at least {Required:0.00} is needed. Hold still, give more light, or focus the camera.");
    }

    /// <summary>The embedding is too short to mean anything (<c>low_pre_norm</c>).</summary>
    /// <param name="PreNorm">Its length before normalisation; of several looks the largest.</param>
    /// <param name="Required">Length the model's gate trusts by half.</param>
    public sealed record LowPreNorm(float PreNorm, float Required) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text => string.Create(
            CultureInfo.InvariantCulture,
            $"The recogniser makes little of the face: pre_norm {PreNorm:0.00}, at least {Required:0.00} is needed. Look at the camera, uncovered, in more light.");
    }

    /// <summary>The face already is somebody else (<c>looks_like_other</c>); not refused when forced.</summary>
    /// <param name="Other">Who.</param>
    /// <param name="Similarity">Cosine similarity, in [-1, 1].</param>
    /// <param name="Threshold">Similarity from which faces are one person.</param>
    public sealed record LooksLikeOther(IndexedPerson Other, float Similarity, float Threshold) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text => string.Create(
            CultureInfo.InvariantCulture,
            $"The face looks like {Other.Name}: similarity {Similarity:0.000}, the same person from {Threshold:0.000} on. Use {Other.Name}'s name, or force it if they are two people.");
    }

    /// <summary>The person has as many samples as are allowed (<c>exists</c>); not refused when forced.</summary>
    /// <param name="Person">The person as it is.</param>
    /// <param name="Samples">How many were to be added.</param>
    public sealed record Full(GalleryPerson Person, int Samples) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text =>
            $"{Person.Name} has {Person.Samples} samples already; {Samples} more would be too many. Delete some of them first, or force it.";
    }

    /// <summary>This camera is being learned from already (<c>busy</c>).</summary>
    /// <param name="Camera">Its name.</param>
    public sealed record Busy(string Camera) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text => $"Somebody is being learned from {Camera} already. Try again when that is done.";
    }

    /// <summary>No backend could do the work (<c>backend_unavailable</c>).</summary>
    /// <param name="Problem">Why, and what helps, as sentences.</param>
    public sealed record BackendUnavailable(string Problem) : EnrolmentRefusal
    {
        /// <inheritdoc/>
        public override string Text => Problem;
    }
}
