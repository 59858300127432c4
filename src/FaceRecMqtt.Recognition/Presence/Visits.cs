using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Recognition.Cameras;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>The visits of all cameras: what of the tracks' transitions is news. One thread at a time.</summary>
/// <remarks>
/// Every event of a visit names the visit's first track. A visit is told once when it begins (<c>recognized</c> or <c>unknown</c>), when it gets another
/// identity (<c>changed</c>, or <c>recognized</c> for a stranger), and once when it is over (<c>left</c>); when the other identity is one whose visit goes on
/// already, both are one from then on and the one <c>left</c> is the older one's. Numbers count what is told, per camera.
/// </remarks>
/// <param name="gap">Who is seen again by the same camera within this time has not left it; 0: every lost track has left.</param>
public sealed class Visits(TimeSpan gap)
{
    private readonly Dictionary<string, CameraVisits> _cameras = new(StringComparer.Ordinal);

    /// <summary>When <see cref="Expire"/> has something to do next; null when it will not.</summary>
    public TimeSpan? Due => _cameras.Values.Select(camera => camera.Due).Min();

    /// <summary>What events call the visit that a track belongs to; the track itself when it belongs to none.</summary>
    public string LabelOf(string camera, string track) => Of(camera).LabelOf(track);

    /// <summary>A track's identity was decided or corrected.</summary>
    /// <param name="face">The decision; its <see cref="FaceEvent.Seq"/> is not looked at.</param>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="told">Receives the events to tell, in order.</param>
    /// <returns>The decision as the visit tells it: the last of the events where it is news, else a repetition with the number of the newest event.</returns>
    public FaceEvent Decide(FaceEvent face, TimeSpan now, List<FaceEvent> told)
    {
        Expire(now, told);
        return Of(face.Camera).Decide(face, now, told);
    }

    /// <summary>A track ended.</summary>
    /// <inheritdoc cref="Decide" path="/param"/>
    public void Leave(FaceEvent face, TimeSpan now, List<FaceEvent> told)
    {
        Expire(now, told);
        Of(face.Camera).Leave(face, now, told);
    }

    /// <summary>Who is in view of a camera now, in case the report of a track's end or beginning was lost.</summary>
    /// <param name="view">Everybody in view.</param>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="told">Receives the events to tell, in order.</param>
    public void View(CameraReport.InView view, TimeSpan now, List<FaceEvent> told)
    {
        Expire(now, told);
        Of(view.Camera).View(view, now, told);
    }

    /// <summary>Ends the visits whose visitors were away for too long.</summary>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="told">Receives the events to tell, in order.</param>
    public void Expire(TimeSpan now, List<FaceEvent> told)
    {
        foreach (var camera in _cameras.Values)
        {
            camera.Expire(now, told);
        }
    }

    /// <summary>A person has another name.</summary>
    /// <param name="person">Person's id.</param>
    /// <param name="name">The name from now on.</param>
    public void Rename(string person, string name)
    {
        foreach (var camera in _cameras.Values)
        {
            camera.Rename(person, name);
        }
    }

    /// <summary>A person was removed: nothing names them any more. Their visits go on without a name while they are in view, the others end now.</summary>
    /// <param name="person">Person's id.</param>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="told">Receives the events to tell, in order.</param>
    public void Forget(string person, TimeSpan now, List<FaceEvent> told)
    {
        foreach (var camera in _cameras.Values)
        {
            camera.Forget(person, now, told);
        }
    }

    /// <summary>Ends every visit now: the program stops.</summary>
    /// <param name="now">Now on a monotonic clock.</param>
    /// <param name="told">Receives the events to tell, in order.</param>
    public void End(TimeSpan now, List<FaceEvent> told)
    {
        foreach (var camera in _cameras.Values)
        {
            camera.End(now, told);
        }
    }

    private CameraVisits Of(string camera)
    {
        if (!_cameras.TryGetValue(camera, out var visits))
        {
            _cameras[camera] = visits = new CameraVisits(gap);
        }

        return visits;
    }
}
