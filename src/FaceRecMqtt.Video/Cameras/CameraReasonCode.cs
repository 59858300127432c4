namespace FaceRecMqtt.Video.Cameras;

/// <summary>The codes of <see cref="CameraReason"/> as they appear on the wire.</summary>
public static class CameraReasonCode
{
    /// <summary>The lower-case code, for example <c>not_found</c>.</summary>
    public static string Code(this CameraReason reason) => reason switch
    {
        CameraReason.NotFound => "not_found",
        CameraReason.TooLarge => "too_large",
        CameraReason.None => "none",
        CameraReason.Connecting => "connecting",
        CameraReason.Unreachable => "unreachable",
        CameraReason.Unauthorized => "unauthorized",
        CameraReason.Stalled => "stalled",
        CameraReason.Unsupported => "unsupported",
        CameraReason.Ended => "ended",
        CameraReason.Corrupt => "corrupt",
        _ => "failed",
    };
}
