namespace FaceRecMqtt.Video;

/// <summary>Something in decoding failed that no user input can cause: a missing library, no memory.</summary>
/// <param name="message">What failed, why, and what helps.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class MediaException(string message, Exception? inner = null) : Exception(message, inner);
