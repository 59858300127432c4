using System.Threading.Channels;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>One camera's looks on their way to the enrolment that asked for them.</summary>
/// <remarks>Drop rule: while the queue is full the oldest look makes room for the newest, and is counted.</remarks>
internal sealed class LookSession
{
    // A copy is 40 kB; choosing one takes microseconds, so more only wait while a backend is switched.
    private const int WaitingLooks = 8;

    private readonly Channel<KeptLook> _looks;
    private int _dropped;

    public LookSession(string camera)
    {
        Camera = camera;
        _looks = Channel.CreateBounded<KeptLook>(
            new BoundedChannelOptions(WaitingLooks) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Whose looks.</summary>
    public string Camera { get; }

    /// <summary>Where the enrolment reads.</summary>
    public ChannelReader<KeptLook> Looks => _looks.Reader;

    /// <summary>Looks that made room for newer ones.</summary>
    public int Dropped => Volatile.Read(ref _dropped);

    /// <summary>Copies a look into the queue; never waits.</summary>
    public void Put(in LiveLook look) => _looks.Writer.TryWrite(KeptLook.Of(look));
}
