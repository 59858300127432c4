using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>One face of one frame, as a camera's worker offers it; all spans are borrowed for the call.</summary>
/// <remarks>
/// A face that was not worth an embedding (too small, too blurred) is offered all the same, with <see cref="Crop"/> and <see cref="Raw"/>
/// empty, so that a failed enrolment can say what was wrong with it.
/// </remarks>
public readonly ref struct LiveLook
{
    /// <summary>The detection, frame px.</summary>
    public required FaceDetection Detection { get; init; }

    /// <summary>What can be said of it.</summary>
    public required FaceQuality Quality { get; init; }

    /// <summary>Aligned crop, interleaved RGB, <c>[112, 112, 3]</c>; or empty.</summary>
    public required ReadOnlySpan<byte> Crop { get; init; }

    /// <summary>Its embedding before normalisation, <c>[Model.Length]</c>; or empty.</summary>
    public required ReadOnlySpan<float> Raw { get; init; }

    /// <summary>What embedded it.</summary>
    public required EmbeddingModel Model { get; init; }

    /// <summary>Faces in the same frame, this one included.</summary>
    public required int FacesInView { get; init; }

    /// <summary>Mean brightness of the face, in [0, 1]; null when it could not be aligned.</summary>
    public float? Brightness { get; init; }
}
