using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Recognition.Enrolment;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Offers one camera's looks at its largest face to enrolment, while somebody is being learned there. Used on one thread.</summary>
/// <param name="camera">Camera's name.</param>
/// <param name="live">Where looks are offered.</param>
/// <param name="embedder">Holds what was made of the faces of the picture looked at.</param>
internal sealed class LiveOffer(string camera, LiveLooks live, FaceEmbedder embedder)
{
    /// <summary>The face to embed before all others; null while nobody is being learned, and where none is in view.</summary>
    /// <param name="tracks">Everybody the camera follows.</param>
    public FaceTrack? Subject(ReadOnlySpan<FaceTrack> tracks) => live.IsWanted(camera) ? Largest(tracks) : null;

    /// <summary>Offers the look at a face.</summary>
    /// <param name="subject">The face, as <see cref="Subject"/> gave it for this picture.</param>
    /// <param name="tracks">Everybody the camera follows.</param>
    /// <param name="model">The model that embedded it.</param>
    public void Make(FaceTrack subject, ReadOnlySpan<FaceTrack> tracks, EmbeddingModel model)
    {
        var wasEmbedded = embedder.Count > 0 && embedder.Track(0) == subject;
        var inView = 0;
        foreach (var track in tracks)
        {
            inView += track.IsInView && track.IsConfirmed ? 1 : 0;
        }

        live.Offer(camera, new LiveLook
        {
            Detection = subject.Detection,
            Quality = wasEmbedded ? embedder.Quality(0) : embedder.Glance(subject),
            Crop = wasEmbedded ? embedder.Crop(0) : default,
            Raw = wasEmbedded ? embedder.Raw(0) : default,
            Model = model,
            FacesInView = inView,
            Brightness = embedder.WantedBrightness,
        });
    }

    private static FaceTrack? Largest(ReadOnlySpan<FaceTrack> tracks)
    {
        FaceTrack? largest = null;
        foreach (var track in tracks)
        {
            if (track.IsInView && track.IsConfirmed && (largest is null || track.Detection.Box.Area > largest.Detection.Box.Area))
            {
                largest = track;
            }
        }

        return largest;
    }
}
