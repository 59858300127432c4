using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>A copy of a <see cref="LiveLook"/> that outlives its frame.</summary>
/// <inheritdoc cref="LiveLook" path="/remarks"/>
/// <param name="Camera">Camera that saw it.</param>
/// <param name="Detection">The detection, frame px.</param>
/// <param name="Quality">What can be said of it.</param>
/// <param name="Crop">Aligned crop, interleaved RGB, <c>[112, 112, 3]</c>; or empty.</param>
/// <param name="Raw">Its embedding before normalisation, <c>[Model.Length]</c>; or empty.</param>
/// <param name="Model">What embedded it.</param>
/// <param name="FacesInView">Faces in the same frame, this one included.</param>
internal sealed record KeptLook(
    string Camera, FaceDetection Detection, FaceQuality Quality, byte[] Crop, float[] Raw, EmbeddingModel Model, int FacesInView)
{
    /// <summary>Mean brightness of the face, in [0, 1]; null when it could not be aligned.</summary>
    public float? Brightness { get; init; }

    /// <summary>Copies a look.</summary>
    public static KeptLook Of(string camera, in LiveLook look) =>
        new(camera, look.Detection, look.Quality, look.Crop.ToArray(), look.Raw.ToArray(), look.Model, look.FacesInView) { Brightness = look.Brightness };
}
