using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Node.Commands;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Enrolling;

/// <summary>A live enrolment by command: guided on the display and in the command's progress.</summary>
/// <param name="live">Learns.</param>
/// <param name="display">Shows what the person should do.</param>
/// <param name="section">What holds when the command does not say.</param>
internal sealed class LiveTeaching(LiveEnrolment live, EnrolmentDisplay display, EnrolmentSection section)
{
    /// <summary>Longest patience a command may ask for, s.</summary>
    public const int LongestSeconds = 600;

    private const int MostSamples = 50;

    /// <summary>Patience with such a command.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(LongestSeconds + 30);

    /// <summary>The arguments <see cref="RunAsync"/> reads.</summary>
    public static IReadOnlyList<CommandArgument> Arguments { get; } =
    [
        new("samples", ArgumentKind.WholeNumber, "How many looks to learn from the live view.") { Min = 1, Max = MostSamples },
        new("seconds", ArgumentKind.Number, "How long that may take.") { Min = 1, Max = LongestSeconds },
        new("force", ArgumentKind.Flag, "Also when the face looks like somebody else.") { Group = CommandGroup.Force },
    ];

    /// <summary>Learns a person.</summary>
    /// <param name="name">Who.</param>
    /// <param name="cameras">At least one; of several, the first that shows one large face alone is taken.</param>
    /// <param name="call">The command.</param>
    /// <param name="stopping">Calls it off.</param>
    public async Task<CommandReply> RunAsync(PersonName name, IReadOnlyList<string> cameras, CommandCall call, CancellationToken stopping)
    {
        var request = new LiveEnrolmentRequest(name, cameras)
        {
            Samples = (int)(call.WholeNumber("samples") ?? section.Samples),
            Patience = call.Number("seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : section.Timeout,
            Force = call.Flag("force"),
        };
        using var view = display.Open();
        return EnrolmentReply.Of(await live.RunAsync(request, guidance =>
        {
            view.Show(guidance);
            call.Progress(guidance.Samples, guidance.Wanted, guidance.Text);
        }, stopping));
    }
}
