using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Tracking;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Tells what becomes of one camera's tracks. Used on one thread; allocates only when there is something to tell.</summary>
/// <param name="events">Makes the events.</param>
/// <param name="reports">Where they are told.</param>
internal sealed class TrackReporter(FaceEvents events, CameraReports reports)
{
    /// <summary>Whether a transition makes a face unknown, so that its look is worth a copy.</summary>
    public static bool IsUnknown(FaceTrack track, IdentityTransition transition) =>
        transition != IdentityTransition.None && track.Identity.State == IdentityState.Unknown;

    /// <summary>Tells of a transition.</summary>
    /// <param name="frame">The picture; a reference of its own goes with the report.</param>
    /// <param name="track">Whose.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="backend">The active backend.</param>
    /// <param name="stages">Where the time went.</param>
    /// <param name="now">Now on the tracker's clock.</param>
    /// <param name="unknown">The look, where the face became unknown.</param>
    public void Tell(Frame frame, FaceTrack track, IdentityTransition transition, string backend, StageTimes stages, TimeSpan now, UnknownLook? unknown)
    {
        if (events.Of(track, transition, backend, stages, now) is { } told)
        {
            reports.Post(new CameraReport.Decided(told, frame.Share(), SnapshotArea.Around(track)) { Unknown = unknown });
        }
    }

    /// <summary>Tells who left.</summary>
    /// <param name="ended">Tracks that ended.</param>
    /// <param name="backend">The active backend.</param>
    /// <param name="now">Now on the tracker's clock.</param>
    public void TellEnded(ReadOnlySpan<FaceTrack> ended, string backend, TimeSpan now)
    {
        foreach (var track in ended)
        {
            if (events.Left(track, backend, now) is { } left)
            {
                reports.Post(new CameraReport.Decided(left, null, default));
            }
        }
    }
}
