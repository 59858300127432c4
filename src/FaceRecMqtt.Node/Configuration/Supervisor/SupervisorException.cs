namespace FaceRecMqtt.Node.Configuration.Supervisor;

/// <summary>The Supervisor did not name a broker; the message is for the user and says what helps.</summary>
/// <param name="message">What is wrong; never a token or a password.</param>
/// <param name="isTransient">Whether it may be different in a moment.</param>
internal sealed class SupervisorException(string message, bool isTransient) : Exception(message)
{
    /// <summary>Whether it may be different in a moment.</summary>
    public bool IsTransient { get; } = isTransient;
}
