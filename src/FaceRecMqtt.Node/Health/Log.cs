using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Health;

/// <summary>Log lines of the node's health: 5200–5299. Highest id in use: 5200.</summary>
internal static partial class Log
{
    [LoggerMessage(5200, LogLevel.Information, "`facerec health` finds no node here: {Path} cannot be opened ({Reason})")]
    public static partial void NoLiveness(ILogger logger, string path, string reason);
}
