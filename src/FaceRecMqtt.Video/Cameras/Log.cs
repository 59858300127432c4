using FaceRecMqtt.Video.Sources;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Video.Cameras;

internal static partial class Log
{
    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "Camera {Camera} is online: {Source}, {Codec} {Width}×{Height}")]
    internal static partial void Online(ILogger logger, string camera, SourceAddress source, string codec, int width, int height);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "Camera {Camera} is offline ({Reason}): {Text}; source {Source}")]
    internal static partial void Offline(ILogger logger, string camera, CameraReason reason, string text, SourceAddress source);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Debug, Message = "Camera {Camera} is still offline ({Reason}): {Text}")]
    internal static partial void StillOffline(ILogger logger, string camera, CameraReason reason, string text);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Information, Message = "Camera {Camera} came to the end of its source")]
    internal static partial void Ended(ILogger logger, string camera);

    [LoggerMessage(EventId = 2004, Level = LogLevel.Information, Message = "Camera {Camera} enabled: {Enabled}")]
    internal static partial void Enabled(ILogger logger, string camera, bool enabled);

    [LoggerMessage(EventId = 2005, Level = LogLevel.Error, Message = "Camera {Camera} hit a fault of the program; it is connected anew")]
    internal static partial void Fault(ILogger logger, string camera, Exception fault);
}
