using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Node.Enrolling;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>learn</c>: learns whoever stands before a camera.</summary>
/// <param name="cameras">The cameras.</param>
/// <param name="teaching">Learns from a live view.</param>
/// <param name="names">Whom it is for when the command does not say.</param>
internal sealed class LearnCommand(CameraSet cameras, LiveTeaching teaching, EnrollName names)
{
    /// <summary>The command.</summary>
    public CommandDefinition Definition => new(
        "learn", "Learns the person before a camera, guided on enroll/state. Without a name: the one set before (set/enroll_name).", RunAsync)
    {
        Arguments =
        [
            new("camera", ArgumentKind.Text, "The camera's name; may be left out where there is only one.") { Min = 1 },
            new("name", ArgumentKind.Text, "The person's name.") { Max = 4 * PersonName.MaxLength },
            .. LiveTeaching.Arguments,
        ],
        BareArgument = "camera",
        Group = CommandGroup.Enroll,
        Changes = true,
        TakesTime = true,
        Timeout = LiveTeaching.Timeout,
    };

    private async Task<CommandReply> RunAsync(CommandCall call, CancellationToken stopping)
    {
        if (names.Find(call.Text("name"), out var problem) is not { } name)
        {
            return problem!;
        }

        if (cameras.Find(call.Text("camera"), out var missing) is not { } camera)
        {
            return CommandReply.Failed(call.Has("camera") ? CommandError.NotFound : CommandError.BadRequest, missing!);
        }

        var reply = await teaching.RunAsync(name, [camera.Name], call, stopping);
        if (reply.Error is null)
        {
            names.Used(name);
        }

        return reply;
    }
}
