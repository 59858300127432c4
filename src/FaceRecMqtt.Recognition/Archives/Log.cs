using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Archives;

/// <summary>Log lines of archives: 3250–3299. Highest id in use: 3250.</summary>
internal static partial class Log
{
    [LoggerMessage(3250, LogLevel.Information, "{File} restored: {People} people; what was there before is kept as {Replaced}")]
    public static partial void Restored(ILogger logger, string file, int people, string replaced);
}
