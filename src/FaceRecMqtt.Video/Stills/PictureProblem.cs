namespace FaceRecMqtt.Video.Stills;

/// <summary>Why bytes did not become a picture.</summary>
public enum PictureProblem
{
    /// <summary>There were no bytes.</summary>
    Empty,

    /// <summary>Not JPEG, PNG, WebP, BMP or GIF, or broken inside.</summary>
    NotAPicture,

    /// <summary>The end is missing.</summary>
    Truncated,

    /// <summary>More pixels than the limit; refused from the header, before decoding.</summary>
    TooLarge,

    /// <summary>The OpenCV library is missing on this machine, so no still picture can be read.</summary>
    Unavailable,
}
