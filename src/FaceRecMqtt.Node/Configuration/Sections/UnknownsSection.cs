using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>What is remembered of people nobody has named.</summary>
internal sealed record UnknownsSection
{
    [Setting("How long a face is kept after it was seen. 0: nothing is stored; ids of unknown people hold until a restart, for a day at most.", Unit = "days", Min = 0, Max = 90)]
    public int KeepDays { get; init; } = 14;
}
