using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Health;

/// <summary>Log lines of the node's health: 5200–5299. Highest id in use: 5202.</summary>
internal static partial class Log
{
    [LoggerMessage(5200, LogLevel.Warning, "The NPU warns: {Alarm}")]
    public static partial void Alarm(ILogger logger, string alarm);

    [LoggerMessage(5201, LogLevel.Information, "The NPU no longer warns of: {Alarm}")]
    public static partial void AlarmOver(ILogger logger, string alarm);

    [LoggerMessage(5202, LogLevel.Information, "`facerec health` finds no node here: {Path} cannot be opened ({Reason})")]
    public static partial void NoLiveness(ILogger logger, string path, string reason);
}
