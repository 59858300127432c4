using FaceRecMqtt.Faces.Frames;

namespace FaceRecMqtt.Video.Cameras;

/// <summary>One connection to a source of pictures. One thread opens and reads; any thread may interrupt.</summary>
public interface IFrameSource : IDisposable
{
    /// <summary>Facts of the stream; null before it is open.</summary>
    StreamFacts? Facts { get; }

    /// <summary>Bytes received on this connection.</summary>
    long Bytes { get; }

    /// <summary>Packets the transport reported as lost on this connection.</summary>
    long LostPackets { get; }

    /// <summary>Why the last operation did not give a picture; null when it did.</summary>
    SourceFailure? Failure { get; }

    /// <summary>Connects; blocks until it did or failed, at most the connect timeout.</summary>
    /// <returns>False when it failed: see <see cref="Failure"/>.</returns>
    bool Open();

    /// <summary>Waits for the next picture, at most the stall timeout.</summary>
    /// <param name="frame">The picture, owned by the caller; null unless <see cref="ReadResult.Frame"/> is returned.</param>
    ReadResult Read(out Frame? frame);

    /// <summary>Makes an operation in progress and all later ones return within a second.</summary>
    void Interrupt();
}
