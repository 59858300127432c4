namespace FaceRecMqtt.Video.Cameras;

/// <summary>What is known of a camera at one moment.</summary>
/// <param name="State">Whether it gives pictures.</param>
/// <param name="Reason">Why not; <see cref="CameraReason.None"/> while online or disabled.</param>
/// <param name="Text">The reason in words for people, without any secret; empty while online.</param>
/// <param name="Since">When this state and reason began.</param>
public sealed record CameraStatus(CameraState State, CameraReason Reason, string Text, DateTimeOffset Since);
