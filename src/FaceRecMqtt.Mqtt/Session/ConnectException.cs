namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Why there is no connection, in words a person can act on; the loop tries again.</summary>
/// <param name="message">What is wrong and what helps.</param>
/// <param name="cause">What it comes of.</param>
public sealed class ConnectException(string message, Exception? cause = null) : Exception(message, cause);
