namespace FaceRecMqtt.Video.Cameras;

/// <summary>Why a camera gives no pictures. <see cref="CameraReasonCode.Code"/> is its name on the wire.</summary>
public enum CameraReason
{
    /// <summary>It does give pictures, or was switched off.</summary>
    None,

    /// <summary>Not yet tried to the end.</summary>
    Connecting,

    /// <summary>No answer: host, port, cable.</summary>
    Unreachable,

    /// <summary>User or password refused, or a file that may not be read.</summary>
    Unauthorized,

    /// <summary>The server answers but has no such stream; no such file, device or folder.</summary>
    NotFound,

    /// <summary>Connected, but nothing arrives any more.</summary>
    Stalled,

    /// <summary>More pixels than <see cref="CameraOptions.MaxPixels"/>.</summary>
    TooLarge,

    /// <summary>No video, an unknown codec or an address of an unknown kind.</summary>
    Unsupported,

    /// <summary>The stream came to its end.</summary>
    Ended,

    /// <summary>Data that is no video, or no whole picture for long.</summary>
    Corrupt,

    /// <summary>A fault of this program or machine; the text says which.</summary>
    Failed,
}
