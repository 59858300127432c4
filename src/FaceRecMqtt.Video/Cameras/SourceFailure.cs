namespace FaceRecMqtt.Video.Cameras;

/// <summary>Why a source gives no picture.</summary>
/// <param name="Reason">The kind of failure.</param>
/// <param name="Text">In words for people, without any secret.</param>
public sealed record SourceFailure(CameraReason Reason, string Text);
