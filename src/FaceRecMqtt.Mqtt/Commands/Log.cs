using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Log lines of commands: 3030–3049. Highest id in use: 3038.</summary>
/// <remarks>From Information up they hold no values people typed, such as names: the log outlives whoever is erased.</remarks>
internal static partial class Log
{
    [LoggerMessage(3030, LogLevel.Information, "Command {Command} ({Arguments}): {Outcome}")]
    public static partial void Changed(ILogger logger, string command, string arguments, string outcome);

    [LoggerMessage(3031, LogLevel.Error, "Command {Command} failed.")]
    public static partial void Failed(ILogger logger, string command, Exception fault);

    [LoggerMessage(3032, LogLevel.Debug, "Command {Command} refused: {Error}, {Message}")]
    public static partial void Refused(ILogger logger, string command, CommandError error, string message);

    [LoggerMessage(3033, LogLevel.Information, "Setting {Key} of camera {Camera}: {Outcome}")]
    public static partial void SettingChanged(ILogger logger, string key, string camera, string outcome);

    [LoggerMessage(3034, LogLevel.Error, "Changing {Key} of camera {Camera} failed.")]
    public static partial void SettingFailed(ILogger logger, string key, string camera, Exception fault);

    [LoggerMessage(3035, LogLevel.Warning, "Command {Command} did not end within {Patience}.")]
    public static partial void TimedOut(ILogger logger, string command, TimeSpan patience);

    [LoggerMessage(3036, LogLevel.Information, "Setting {Key} of the node: {Outcome}")]
    public static partial void NodeSettingChanged(ILogger logger, string key, string outcome);

    [LoggerMessage(3037, LogLevel.Error, "Changing {Key} of the node failed.")]
    public static partial void NodeSettingFailed(ILogger logger, string key, Exception fault);

    [LoggerMessage(3038, LogLevel.Warning, "A setting sent for {Whom} was refused: {Reason}.")]
    public static partial void SettingRefused(ILogger logger, string whom, string reason);
}
