namespace FaceRecMqtt.Faces.Backends;

/// <summary>A backend could not be made or could not compute.</summary>
/// <param name="message">What failed, why, and what helps.</param>
/// <param name="isTransient">Whether trying again can help.</param>
/// <param name="inner">The cause, where there is one.</param>
public sealed class BackendException(string message, bool isTransient = false, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether trying again can help.</summary>
    public bool IsTransient { get; } = isTransient;
}
