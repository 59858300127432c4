using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Publishing;

/// <summary>Log lines of publishing: 5100–5199. Highest id in use: 5100.</summary>
internal static partial class Log
{
    [LoggerMessage(5100, LogLevel.Warning, "No snapshots are published: {Cure}")]
    public static partial void NoSnapshots(ILogger logger, string cure);
}
