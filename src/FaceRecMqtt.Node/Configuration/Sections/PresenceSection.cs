using FaceRecMqtt.Node.Configuration.Schema;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>When somebody counts as here, as away, and as having left a camera.</summary>
internal sealed record PresenceSection
{
    [Setting("A person is present once they were in view for so long without a break. 0: at once, a decision already rests on evidence.",
        Unit = "ms", Min = 0, Max = 600_000)]
    public TimeSpan ArriveAfter { get; init; } = TimeSpan.Zero;

    [Setting("A person is away once no camera of this node has seen them for so long. People turn their backs and walk where no camera is: "
        + "shorter switches lights off over their heads, longer keeps the heating on for nobody.",
        Unit = "s", Min = 1, Max = 86_400)]
    public TimeSpan AwayAfter { get; init; } = TimeSpan.FromSeconds(300);

    [Setting("Who is seen again by the same camera within this time has not left: one visit, one `recognized`, one `left`. "
        + "`left` comes so much later; 0: each time a face is lost and found is told.",
        Unit = "s", Min = 0, Max = 3600)]
    public TimeSpan VisitGap { get; init; } = TimeSpan.FromSeconds(20);
}
