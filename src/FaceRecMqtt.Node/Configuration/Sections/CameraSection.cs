using FaceRecMqtt.Node.Configuration.Schema;
using FaceRecMqtt.Video.Sources;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>One camera, file or folder of pictures.</summary>
internal sealed record CameraSection
{
    private static readonly SourceAddress NotGiven = new("not given");

    [Setting("Name in topics: small letters, digits, - and _.", Required = true, Example = "front_door")]
    public string Name { get; init; } = "";

    [Setting("Where the pictures come from: rtsp://, rtsps://, http:// or https:// address, a video file, a folder of pictures, or /dev/video0.",
        Required = true, Example = "rtsp://192.168.1.20/stream1")]
    public SourceAddress Source { get; init; } = NotGiven;

    [Setting("User at the camera; may also stand in the address.", Example = "viewer", WhenAbsent = "no login")]
    public string? Username { get; init; }

    [Setting("Password at the camera; may also stand in the address. Better: password_file.", Example = "\"…\"", WhenAbsent = "no password")]
    public Secret? Password { get; init; }

    [Setting("File whose first line is the password.", Example = "/run/secrets/front_door", WhenAbsent = "no file")]
    public string? PasswordFile { get; init; }

    [Setting("Whether the camera is watched. What is switched by command holds, also after a restart, until this line is changed.")]
    public bool Enabled { get; init; } = true;

    [Setting("Whether a file or folder starts again at its end.")]
    public bool Loop { get; init; } = true;

    [Setting("How RTSP carries the video: tcp (nothing is lost) or udp.")]
    public RtspTransport Transport { get; init; } = RtspTransport.Tcp;

    [Setting("Hardware (vaapi, cuda, drm) or decoder (h264_v4l2m2m) that decodes; where it does not work, software does.", Example = "drm", WhenAbsent = "software")]
    public string? Decoder { get; init; }

    [Setting("Threads that decode this camera; 1 takes the least CPU in all.", Unit = "threads", Min = 1, Max = 16)]
    public int Threads { get; init; } = 1;

    [Setting("How long opening the stream may take.", Unit = "s", Min = 1, Max = 120)]
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    [Setting("Silence after which the camera counts as lost and is opened again.", Unit = "s", Min = 1, Max = 300)]
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    [Setting("How long each picture of a folder is shown.", Unit = "s", Min = 0.01, Max = 3600)]
    public TimeSpan PictureInterval { get; init; } = TimeSpan.FromSeconds(1);

    [Setting("Least similarity this camera accepts. What is set by command holds, also after a restart, until this line is changed.", Min = 0, Max = 1, Example = "0.45", WhenAbsent = "the backend's threshold")]
    public float? MinSimilarity { get; init; }
}
