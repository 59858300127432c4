using FaceRecMqtt.Node.Configuration.Schema;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>What is written to the log.</summary>
internal sealed record LogSection
{
    [Setting("Least level that is logged.", Choices = ["trace", "debug", "information", "warning", "error"])]
    public LogLevel Level { get; init; } = LogLevel.Information;
}
