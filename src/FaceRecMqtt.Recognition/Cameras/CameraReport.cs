using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Something a camera has to tell.</summary>
/// <param name="Camera">Camera's name.</param>
public abstract record CameraReport(string Camera)
{
    /// <summary>A track's identity was decided, corrected, or the track ended.</summary>
    /// <param name="Event">Everything that led to it.</param>
    /// <param name="Picture">The picture it was decided on, a reference of its own that the reader disposes; null when a track left.</param>
    /// <param name="Face">Where the face is in it, px, with some room around.</param>
    public sealed record Decided(FaceEvent Event, Frame? Picture, PixelRect Face) : CameraReport(Event.Camera)
    {
        /// <summary>The look that decided, where the face became unknown; else null.</summary>
        public UnknownLook? Unknown { get; init; }
    }

    /// <summary>Who is in view: told when it changes, and again while anybody is.</summary>
    /// <param name="Camera">Camera's name.</param>
    /// <param name="Faces">Decided and undecided faces.</param>
    /// <param name="Present">The decided ones.</param>
    public sealed record InView(string Camera, int Faces, IReadOnlyList<FaceInView> Present) : CameraReport(Camera)
    {
        /// <summary>How often the same view is told again, so that one which comes no more can be told from one that goes on.</summary>
        public static readonly TimeSpan RenewedEvery = TimeSpan.FromSeconds(5);

        /// <summary>Ids of the tracks of all faces.</summary>
        public IReadOnlyList<string> Tracks { get; init; } = [.. Present.Select(face => face.Track)];
    }
}
