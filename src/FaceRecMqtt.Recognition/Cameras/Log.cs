using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Recognition.Cameras;

/// <summary>Log lines of recognition in cameras' pictures: 3100–3199. Highest id in use: 3100.</summary>
internal static partial class Log
{
    [LoggerMessage(3100, LogLevel.Error, "Pictures of {Camera} cannot be looked at by {Backend}: {Problem} Told once until it works again.")]
    public static partial void LookFailed(ILogger logger, string camera, string backend, string problem, Exception fault);
}
