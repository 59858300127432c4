using System.Threading.Channels;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Looks of one camera, or of several until it is clear which one is meant, on their way to the enrolment that asked for them.</summary>
/// <remarks>Drop rule: while the queue is full the oldest look makes room for the newest, and is counted.</remarks>
internal sealed class LookSession
{
    // A copy is 40 kB; choosing one takes microseconds, so more only wait while a backend is switched.
    private const int WaitingLooks = 8;

    private readonly Channel<KeptLook> _looks;
    private IReadOnlyList<string> _cameras;
    private int _dropped;

    /// <param name="cameras">At least one.</param>
    public LookSession(IReadOnlyList<string> cameras)
    {
        _cameras = cameras;
        _looks = Channel.CreateBounded<KeptLook>(
            new BoundedChannelOptions(WaitingLooks) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Whose looks.</summary>
    public IReadOnlyList<string> Cameras => Volatile.Read(ref _cameras);

    /// <summary>Where the enrolment reads.</summary>
    public ChannelReader<KeptLook> Looks => _looks.Reader;

    /// <summary>Looks that made room for newer ones.</summary>
    public int Dropped => Volatile.Read(ref _dropped);

    /// <summary>Goes on with one camera alone; looks of the others may still wait in the queue.</summary>
    public void Settle(string camera) => Volatile.Write(ref _cameras, [camera]);

    /// <summary>Whether a camera's looks are wanted. Allocates nothing.</summary>
    public bool Wants(string camera)
    {
        var cameras = Cameras;
        for (var i = 0; i < cameras.Count; i++)
        {
            if (string.Equals(cameras[i], camera, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Copies a look into the queue; never waits.</summary>
    public void Put(string camera, in LiveLook look) => _looks.Writer.TryWrite(KeptLook.Of(camera, look));
}
