using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Video.Cameras;

/// <summary>How one camera is read.</summary>
public sealed record CameraOptions
{
    /// <summary>4096 × 2304: what 4K cameras send, a quarter of 8K.</summary>
    public const long DefaultMaxPixels = 4096L * 2304;

    /// <summary>Name, <c>[a-z0-9_-]+</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where the pictures come from.</summary>
    public required SourceAddress Source { get; init; }

    /// <summary>Whether it is read from the start; <see cref="Camera.SetEnabled"/> changes it. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How RTSP carries its packets. Default <see cref="RtspTransport.Tcp"/>.</summary>
    public RtspTransport Transport { get; init; } = RtspTransport.Tcp;

    /// <summary>Longest wait for a connection and its first pictures. Default 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest silence before the camera counts as stalled and is connected anew. Default 10 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>First pause before connecting again; it doubles with every failure, with jitter. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause before connecting again. Default 30 s.</summary>
    public TimeSpan RetryMaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection that gave pictures for so long starts the pauses anew when it is lost. Default 30 s.</summary>
    public TimeSpan HealthyAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Files and folders: start again at the end. When false the camera ends with <see cref="CameraReason.Ended"/>. Default true.</summary>
    public bool Loop { get; init; } = true;

    /// <summary>Files: the pace they were recorded at; when false as fast as they decode. Default true.</summary>
    public bool RealTime { get; init; } = true;

    /// <summary>Folders: time from picture to picture; zero means as fast as they load. Default 1 s.</summary>
    public TimeSpan PictureInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Kind of hardware (<c>vaapi</c>, <c>cuda</c>, <c>drm</c>) or decoder (<c>h264_v4l2m2m</c>); where it does not work, software decodes. Default null: software.</summary>
    public string? Decoder { get; init; }

    /// <summary>Threads of the decoder, 1 to 16. Default 1: least CPU in all.</summary>
    public int DecoderThreads { get; init; } = 1;

    /// <summary>Largest picture that is decoded, px. Default <see cref="DefaultMaxPixels"/>.</summary>
    public long MaxPixels { get; init; } = DefaultMaxPixels;
}
