using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.SecondLooks;

/// <summary>Log lines of second looks: 3600–3699. Highest id in use: 3602.</summary>
internal static partial class Log
{
    [LoggerMessage(3600, LogLevel.Error, "{Backend} cannot look at what the device was not sure of: {Problem} Told once until it works again.")]
    public static partial void LookFailed(ILogger logger, string backend, string problem, Exception fault);

    [LoggerMessage(3601, LogLevel.Information, "Backend {Backend} looks at what the device is not sure of")]
    public static partial void Begun(ILogger logger, string backend);

    [LoggerMessage(3602, LogLevel.Warning, "Backend {Backend} cannot look at what the device is not sure of: {Problem} It is tried again every 30 s.")]
    public static partial void NotBegun(ILogger logger, string backend, string problem);
}
