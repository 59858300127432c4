namespace FaceRecMqtt.Video.Cameras;

/// <summary>What reading a source came to.</summary>
public enum ReadResult
{
    /// <summary>A picture.</summary>
    Frame,

    /// <summary>A picture that must not be shown: damaged, or before the first key frame. Read on.</summary>
    Withheld,

    /// <summary>There is no further picture.</summary>
    Ended,

    /// <summary>The source was interrupted.</summary>
    Interrupted,

    /// <summary>The connection is of no more use; see <see cref="IFrameSource.Failure"/>.</summary>
    Failed,
}
