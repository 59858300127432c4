using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Hailo.Devices;

/// <summary>Log lines of Hailo devices: 6000–6099. Highest id in use: 6003.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Information, "Hailo {Architecture} at {Address} serves {Backend}: HailoRT {Library}, driver {Driver}, firmware {Firmware}")]
    public static partial void Serves(ILogger logger, string architecture, string address, string backend, string library, string driver, string firmware);

    [LoggerMessage(6001, LogLevel.Warning, "The Hailo device failed and is opened again: {Problem}")]
    public static partial void Failed(ILogger logger, string problem);

    [LoggerMessage(6002, LogLevel.Debug, "The Hailo device cannot be opened yet, the next attempt is in {Delay}: {Problem}")]
    public static partial void NotYet(ILogger logger, TimeSpan delay, string problem);

    [LoggerMessage(6003, LogLevel.Information, "The Hailo device is opened anew because models nothing uses any more fill it")]
    public static partial void Full(ILogger logger);
}
