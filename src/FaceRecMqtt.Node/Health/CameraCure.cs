using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Node.Health;

/// <summary>What helps when a camera gives no pictures.</summary>
internal static class CameraCure
{
    /// <summary>The cure, as a sentence.</summary>
    public static string Of(CameraReason reason) => reason switch
    {
        CameraReason.Unauthorized => "Check username and password.",
        CameraReason.Unreachable => "Check the address, the cable and whether the camera is on.",
        CameraReason.NotFound => "Check the path; that of a stream stands in the camera's manual.",
        CameraReason.Stalled => "The camera went silent; it is connected anew. If that repeats, look at its network and power.",
        CameraReason.TooLarge => "Choose a smaller picture at the camera, or its second stream.",
        CameraReason.Unsupported => "Set the camera to H.264, H.265 or MJPEG.",
        CameraReason.Corrupt => "The stream is damaged; look at the network between camera and node.",
        CameraReason.Ended => "The stream has ended; set loop: true to repeat a file.",
        _ => "See the log.",
    };
}
