namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>What a camera does.</summary>
public enum CameraState
{
    /// <summary>Frames arrive.</summary>
    Online,

    /// <summary>Frames should arrive and do not.</summary>
    Offline,

    /// <summary>A person switched it off.</summary>
    Disabled,
}
