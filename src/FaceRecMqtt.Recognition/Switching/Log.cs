using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Switching;

/// <summary>Log lines of backend switching: 3400–3499. Highest id in use: 3402.</summary>
internal static partial class Log
{
    [LoggerMessage(3400, LogLevel.Information, "Backend {Backend} serves; {Embedded} samples were embedded for it; it took {Took}")]
    public static partial void Switched(ILogger logger, string backend, int embedded, TimeSpan took);

    [LoggerMessage(3401, LogLevel.Information, "The switch to backend {Backend} was called off")]
    public static partial void CalledOff(ILogger logger, string backend);

    [LoggerMessage(3402, LogLevel.Warning, "Backend {Backend} cannot serve, {Serving} goes on: {Problem}")]
    public static partial void SwitchFailed(ILogger logger, string backend, string serving, string problem, Exception? fault);
}
