namespace FaceRecMqtt.Recognition.Inference;

/// <summary>Which backend serves. Readers take <see cref="Current"/> anew for every piece of work, without a lock.</summary>
public sealed class ActiveBackend
{
    private InferenceThread? _current;

    /// <summary>The backend that serves; null before the first one does.</summary>
    public InferenceThread? Current => Volatile.Read(ref _current);

    /// <summary>Puts another one in its place.</summary>
    /// <param name="next">The next one, or null at the end of the program.</param>
    /// <returns>The one before; the caller disposes it.</returns>
    public InferenceThread? Exchange(InferenceThread? next) => Interlocked.Exchange(ref _current, next);
}
