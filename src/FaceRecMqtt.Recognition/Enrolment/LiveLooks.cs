namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Where camera workers offer what they see to whoever learns from their camera at the moment; mostly nobody.</summary>
/// <remarks>Safe on any thread. The camera's side takes no lock; it allocates only while its camera is wanted (one copy per look).</remarks>
public sealed class LiveLooks
{
    private readonly Lock _gate = new();
    private LookSession[] _sessions = [];

    /// <summary>Whether somebody learns from a camera: asked per frame, before looks are prepared.</summary>
    public bool IsWanted(string camera) => Find(camera) is not null;

    /// <summary>Hands a look over; copied. Nothing happens when nobody learns from the camera.</summary>
    public void Offer(string camera, in LiveLook look) => Find(camera)?.Put(camera, look);

    /// <summary>Begins to collect from those cameras that nobody learns from; null when there is none.</summary>
    internal LookSession? Open(IReadOnlyList<string> cameras)
    {
        lock (_gate)
        {
            var free = cameras.Where(camera => Find(camera) is null).ToArray();
            if (free.Length == 0)
            {
                return null;
            }

            var session = new LookSession(free);
            Volatile.Write(ref _sessions, [.. _sessions, session]);
            return session;
        }
    }

    /// <summary>Ends collecting.</summary>
    internal void Close(LookSession session)
    {
        lock (_gate)
        {
            Volatile.Write(ref _sessions, [.. _sessions.Where(open => open != session)]);
        }
    }

    private LookSession? Find(string camera)
    {
        foreach (var session in Volatile.Read(ref _sessions))
        {
            if (session.Wants(camera))
            {
                return session;
            }
        }

        return null;
    }
}
