namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>The gallery's file cannot be used.</summary>
/// <param name="message">What failed, why, and what helps.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class GalleryException(string message, Exception? inner = null) : Exception(message, inner);
