using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Node.Enrolling;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>enroll</c>: learns a person from a picture, from a camera's live view, or from an unknown person's kept faces.</summary>
/// <param name="cameras">The cameras.</param>
/// <param name="pictures">Learns from pictures.</param>
/// <param name="teaching">Learns from a live view.</param>
/// <param name="names">Whom it is for when the command does not say.</param>
/// <param name="time">Clock.</param>
internal sealed class EnrollCommand(CameraSet cameras, PictureEnrolment pictures, LiveTeaching teaching, EnrollName names, TimeProvider time)
{
    private static readonly string[] Sources = ["image", "camera", "unknown_id"];

    /// <summary>Gives names to unknown people who came by.</summary>
    public required UnknownAssignment Unknowns { get; init; }

    /// <summary>The command.</summary>
    public CommandDefinition Definition => new(
        "enroll",
        "Learns a person from a picture, or from a live view, guided on enroll/state. Without a camera: at the first that shows one large face alone. "
        + "Without a name: the one set before (set/enroll_name).",
        RunAsync)
    {
        Arguments =
        [
            new("name", ArgumentKind.Text, "The person's name.") { Max = 4 * PersonName.MaxLength },
            new("image", ArgumentKind.Bytes, "A picture of this person alone, base64. On enroll/NAME the payload is the picture itself."),
            new("camera", ArgumentKind.Text, "Learn from this camera's live view.") { Min = 1 },
            new("unknown_id", ArgumentKind.Text, "Learn the faces of this unknown person, who came by.") { Min = 1 },
            .. LiveTeaching.Arguments,
        ],
        BareArgument = "name",
        PathArgument = "name",
        BytesArgument = "image",
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

        if (Sources.Count(call.Has) > 1)
        {
            return CommandReply.Failed(CommandError.BadRequest, "Give only one of image, camera and unknown_id.");
        }

        var reply = call.Text("unknown_id") is { } unknown
            ? await UnknownsCommands.AssignAsync(Unknowns, unknown, name, call.Flag("force"), stopping)
            : call.Bytes("image") is { } image
            ? await FromPictureAsync(name, image, call.Flag("force"), stopping)
            : await FromCamerasAsync(name, call, stopping);
        if (reply.Error is null)
        {
            names.Used(name);
        }

        return reply;
    }

    private async Task<CommandReply> FromPictureAsync(PersonName name, byte[] image, bool force, CancellationToken stopping)
    {
        using var picture = SentPicture.Decode(image, time, out var unreadable);
        if (picture is null)
        {
            return unreadable!;
        }

        return EnrolmentReply.Of(await pictures.EnrollAsync(name, picture, "picture", force, stopping));
    }

    private async Task<CommandReply> FromCamerasAsync(PersonName name, CommandCall call, CancellationToken stopping)
    {
        if (call.Text("camera") is { } asked)
        {
            return cameras.Find(asked, out var problem) is { } camera
                ? await teaching.RunAsync(name, [camera.Name], call, stopping)
                : CommandReply.Failed(CommandError.NotFound, $"{problem} Or send a picture (image).");
        }

        var watched = cameras.All.Where(camera => camera.Settings.Enabled).Select(camera => camera.Name).ToArray();
        return watched.Length > 0
            ? await teaching.RunAsync(name, watched, call, stopping)
            : CommandReply.Failed(CommandError.BadRequest, "No camera is switched on. Switch one on, or send a picture (image).");
    }
}
