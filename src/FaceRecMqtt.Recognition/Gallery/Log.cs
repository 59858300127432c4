using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Gallery;

/// <summary>Log lines of the gallery: 3200–3249. Highest id in use: 3202. Ids of people, not names.</summary>
internal static partial class Log
{
    [LoggerMessage(3200, LogLevel.Information, "{Count} samples added to {Person}, who has {All} now")]
    public static partial void SamplesAdded(ILogger logger, int count, string person, int all);

    [LoggerMessage(3201, LogLevel.Information, "{Person} renamed")]
    public static partial void PersonRenamed(ILogger logger, string person);

    [LoggerMessage(3202, LogLevel.Information, "{Person} deleted with all samples")]
    public static partial void PersonDeleted(ILogger logger, string person);
}
