using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Presence;

/// <summary>Log lines of presence: 3900–3999. Highest id in use: 3900.</summary>
internal static partial class Log
{
    [LoggerMessage(3900, LogLevel.Warning, "When people were seen last cannot be kept: {Problem} After a restart it will be missing; check that the disk is not full.")]
    public static partial void NotKept(ILogger logger, string problem);
}
