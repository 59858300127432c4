namespace FaceRecMqtt.Mqtt.Session;

/// <summary>Why there is no connection, in words a person can act on; the loop tries again.</summary>
internal sealed class ConnectFault(string message, Exception? cause = null) : Exception(message, cause);
