using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Node.Configuration.Sections;
using FaceRecMqtt.Node.Hosting;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Video.Stills;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>enroll</c>: learns a person from a picture or from a camera's live view.</summary>
/// <param name="cameras">The cameras.</param>
/// <param name="pictures">Learns from pictures.</param>
/// <param name="live">Learns from a live view.</param>
/// <param name="section">What holds when the command does not say.</param>
/// <param name="time">Clock.</param>
internal sealed class EnrollCommand(CameraSet cameras, PictureEnrolment pictures, LiveEnrolment live, EnrolmentSection section, TimeProvider time)
{
    private const int MostSamples = 50;
    private const int LongestSeconds = 600;

    /// <summary>The command.</summary>
    public CommandDefinition Definition => new("enroll", "Learns a person from a picture, or from the live view of a camera. A bare name uses the only camera.", RunAsync)
    {
        Arguments =
        [
            new("name", ArgumentKind.Text, "The person's name.") { Required = true, Max = 4 * PersonName.MaxLength },
            new("image", ArgumentKind.Bytes, "A picture of this person alone, base64. On enroll/NAME the payload is the picture itself."),
            new("camera", ArgumentKind.Text, "Learn from this camera's live view.") { Min = 1 },
            new("samples", ArgumentKind.WholeNumber, "How many looks to learn from the live view.") { Min = 1, Max = MostSamples },
            new("seconds", ArgumentKind.Number, "How long that may take.") { Min = 1, Max = LongestSeconds },
            new("force", ArgumentKind.Flag, "Also when the face looks like somebody else.") { Group = CommandGroup.Force },
        ],
        BareArgument = "name",
        PathArgument = "name",
        BytesArgument = "image",
        Group = CommandGroup.Enroll,
        Changes = true,
        TakesTime = true,
        Timeout = TimeSpan.FromSeconds(LongestSeconds + 30),
    };

    /// <summary>A picture that cannot be read as a reply.</summary>
    public static CommandReply Refused(PictureResult.Refused refused) => CommandReply.Failed(
        refused.Problem switch
        {
            PictureProblem.TooLarge => CommandError.TooLarge,
            PictureProblem.Unavailable => CommandError.Internal,
            _ => CommandError.BadRequest,
        },
        refused.Text);

    private async Task<CommandReply> RunAsync(CommandCall call, CancellationToken stopping)
    {
        if (PersonName.Parse(call.RequiredText("name"), out var problem) is not { } name)
        {
            return CommandReply.Failed(CommandError.BadRequest, problem!);
        }

        if (call.Has("image") && call.Has("camera"))
        {
            return CommandReply.Failed(CommandError.BadRequest, "Give either an image or a camera.");
        }

        return call.Bytes("image") is { } image
            ? await FromPictureAsync(name, image, call.Flag("force"), stopping)
            : await FromCameraAsync(name, call, stopping);
    }

    private async Task<CommandReply> FromPictureAsync(PersonName name, byte[] image, bool force, CancellationToken stopping)
    {
        // Decoding a large picture takes a while: not on the command loop's own thread.
        var decoded = await Task.Run(() => PictureDecoder.Decode(image, time), stopping);
        if (decoded is PictureResult.Refused refused)
        {
            return Refused(refused);
        }

        using var picture = ((PictureResult.Decoded)decoded).Frame;
        return EnrolmentReply.Of(await pictures.EnrollAsync(name, picture, "picture", force, stopping));
    }

    private async Task<CommandReply> FromCameraAsync(PersonName name, CommandCall call, CancellationToken stopping)
    {
        if (cameras.Find(call.Text("camera"), out var problem) is not { } camera)
        {
            return CommandReply.Failed(call.Has("camera") ? CommandError.NotFound : CommandError.BadRequest, $"{problem} Or send a picture (image).");
        }

        var samples = (int)(call.WholeNumber("samples") ?? section.Samples);
        var patience = call.Number("seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : section.Timeout;
        return EnrolmentReply.Of(await live.RunAsync(name, camera.Name, samples, patience, call.Flag("force"), call.Progress, stopping));
    }
}
