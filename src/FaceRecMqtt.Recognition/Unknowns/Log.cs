using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>Log lines of unknown people: 3700–3799. Highest id in use: 3706. Ids, not names.</summary>
internal static partial class Log
{
    [LoggerMessage(3700, LogLevel.Warning, "Unknown people get no ids, for nothing can be stored: {Problem} Told once until it works again.")]
    public static partial void NotStored(ILogger logger, string problem);

    [LoggerMessage(3701, LogLevel.Information, "{Unknown} is ignored: {Ignored}")]
    public static partial void Ignored(ILogger logger, string unknown, bool ignored);

    [LoggerMessage(3702, LogLevel.Information, "{Unknown} is forgotten, because it resembles {Person}, who is known")]
    public static partial void BecameKnown(ILogger logger, string unknown, string person);

    [LoggerMessage(3703, LogLevel.Information, "{Unknown} became {Person}")]
    public static partial void Assigned(ILogger logger, string unknown, string person);

    [LoggerMessage(3704, LogLevel.Information, "{Count} unknown people were forgotten, not seen for too long")]
    public static partial void Expired(ILogger logger, int count);

    [LoggerMessage(3705, LogLevel.Information, "{Count} faces of unknown people were embedded for {Backend}")]
    public static partial void Embedded(ILogger logger, int count, string backend);

    [LoggerMessage(3706, LogLevel.Warning, "Unknown people cannot be cared for: {Problem} Told once until it works again.")]
    public static partial void CareFailed(ILogger logger, string problem);
}
