namespace FaceRecMqtt.Video.Cameras;

/// <summary>Whether a camera gives pictures.</summary>
public enum CameraState
{
    /// <summary>No pictures; the reason says why. A camera starts here with <see cref="CameraReason.Connecting"/>.</summary>
    Offline,

    /// <summary>Pictures arrive.</summary>
    Online,

    /// <summary>Switched off by its user.</summary>
    Disabled,
}
