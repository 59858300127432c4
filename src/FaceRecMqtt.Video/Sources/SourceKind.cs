namespace FaceRecMqtt.Video.Sources;

/// <summary>Where pictures come from.</summary>
public enum SourceKind
{
    /// <summary><c>rtsp://</c> or <c>rtsps://</c>.</summary>
    Rtsp,

    /// <summary><c>http://</c> or <c>https://</c>: MJPEG, HLS, MPEG-TS or a file on a server.</summary>
    Http,

    /// <summary>A video file.</summary>
    File,

    /// <summary>A camera device, <c>/dev/video0</c>.</summary>
    Device,

    /// <summary>A folder of pictures.</summary>
    Folder,

    /// <summary>An address with a scheme that is not served.</summary>
    Unknown,
}
