using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Log lines of the node as a whole: 5000–5099. Highest id in use: 5007.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "facerec {Version}, node {Node}, {Cameras} cameras, data in {Folder}")]
    public static partial void Starting(ILogger logger, string version, string node, int cameras, string folder);

    [LoggerMessage(5002, LogLevel.Warning, "Configuration: {Note}")]
    public static partial void Note(ILogger logger, string note);

    [LoggerMessage(5003, LogLevel.Information, "Stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(5004, LogLevel.Information, "Configuration read again: {Added} cameras added, {Removed} removed, {Changed} changed; {Waiting} other keys wait for a restart")]
    public static partial void Reloaded(ILogger logger, int added, int removed, int changed, int waiting);

    [LoggerMessage(5005, LogLevel.Warning, "The configuration has mistakes, nothing changed: {Problems}")]
    public static partial void ReloadRefused(ILogger logger, string problems);

    [LoggerMessage(5007, LogLevel.Error, "The configuration could not be applied")]
    public static partial void ReloadFailed(ILogger logger, Exception fault);

    [LoggerMessage(5006, LogLevel.Information, "Restarting")]
    public static partial void Restarting(ILogger logger);
}
