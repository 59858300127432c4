using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Failover;

/// <summary>Log lines of failing over: 3500–3599. Highest id in use: 3507.</summary>
internal static partial class Log
{
    [LoggerMessage(3500, LogLevel.Warning, "Backend {From} failed, {To} serves in its place after {Seconds:F1} s: {Problem}")]
    public static partial void FailedOver(ILogger logger, string from, string to, double seconds, string problem, Exception? fault);

    [LoggerMessage(3501, LogLevel.Error, "Backend {From} failed and no other can serve: {Problem}")]
    public static partial void NoFallback(ILogger logger, string from, string problem, Exception? fault);

    [LoggerMessage(3502, LogLevel.Warning, "Backend {Backend} works again and takes over")]
    public static partial void TookBack(ILogger logger, string backend);

    [LoggerMessage(3503, LogLevel.Debug, "Backend {Backend} does not work yet: {Problem}")]
    public static partial void NotYet(ILogger logger, string backend, string problem);

    [LoggerMessage(3504, LogLevel.Information, "{Embedded} samples were embedded for {Backend}, so that it can stand in at once")]
    public static partial void Prepared(ILogger logger, int embedded, string backend);

    [LoggerMessage(3505, LogLevel.Debug, "Backend {Backend} cannot be prepared to stand in: {Problem}")]
    public static partial void NotPrepared(ILogger logger, string backend, string problem);

    [LoggerMessage(3506, LogLevel.Warning, "Backend {Backend} cannot be trusted: {Problem}. Its device is opened anew; if that does not help, the machine needs a power cycle")]
    public static partial void Drifted(ILogger logger, string backend, string problem);

    [LoggerMessage(3507, LogLevel.Warning, "Backend {Backend} computes as it did at first again")]
    public static partial void Healed(ILogger logger, string backend);
}
