using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Enrolment;

namespace FaceRecMqtt.Node.Commands.Managing;

/// <summary><c>anchors/add</c>: a face that is not this person though it looks alike.</summary>
/// <param name="anchors">Where stored faces come from.</param>
/// <param name="pictures">Where new ones come from.</param>
/// <param name="time">Clock.</param>
internal sealed class AnchorCommands(AnchorSet anchors, AnchorPicture pictures, TimeProvider time)
{
    /// <summary>The command.</summary>
    public CommandDefinition Definition => new("anchors/add", "Remembers that a face is not this person, so that a look-alike is told apart.", RunAsync)
    {
        Arguments =
        [
            PeopleCommands.Person,
            new("sample", ArgumentKind.WholeNumber, "A stored sample: another person's is copied, the person's own becomes an anchor.") { Min = 1 },
            new("image", ArgumentKind.Bytes, "A picture of the look-alike alone, base64."),
            new("unknown_id", ArgumentKind.Text, "The faces of an unknown person.") { Min = 1 },
        ],
        Group = CommandGroup.Enroll,
        Changes = true,
        TakesTime = true,
    };

    private async Task<CommandReply> RunAsync(CommandCall call, CancellationToken stopping)
    {
        var person = call.RequiredText("person");
        return (call.WholeNumber("sample"), call.Bytes("image"), call.Text("unknown_id")) switch
        {
            ({ } sample, null, null) => Reply(anchors.AddSample(person, sample)),
            (null, { } image, null) => await FromPictureAsync(person, image, stopping),
            (null, null, { } unknown) => Reply(anchors.AddUnknown(person, unknown)),
            _ => CommandReply.Failed(CommandError.BadRequest, "Give one of sample, image and unknown_id."),
        };
    }

    private async Task<CommandReply> FromPictureAsync(string person, byte[] image, CancellationToken stopping)
    {
        using var picture = SentPicture.Decode(image, time, out var unreadable);
        if (picture is null)
        {
            return unreadable!;
        }

        var (addition, refusal) = await pictures.AddAsync(person, picture, stopping);
        return refusal is null ? Reply(addition!) : EnrolmentReply.Of(new EnrolmentResult.Refused(refusal));
    }

    private static CommandReply Reply(AnchorAddition addition)
    {
        switch (addition)
        {
            case AnchorAddition.Added added:
                var data = PeopleCommands.Json(added.Person);
                data["added"] = new JsonArray([.. added.Anchors.Select(anchor => JsonValue.Create(anchor))]);
                return CommandReply.Ok(data);
            case AnchorAddition.NotFound missing:
                return CommandReply.Failed(CommandError.NotFound, missing.What);
            case AnchorAddition.ShowsPerson shows:
                return CommandReply.Failed(
                    CommandError.Exists,
                    $"This picture is sample {shows.Sample} of {shows.Person.Name}. If it shows somebody else, give that number as sample.",
                    new JsonObject { ["person"] = shows.Person.Id, ["sample"] = shows.Sample });
            case AnchorAddition.LastSample last:
                return CommandReply.Failed(CommandError.BadRequest, $"It is the only sample of {last.Person.Name}; enrol another one first.");
            case AnchorAddition.Full full:
                return CommandReply.Failed(
                    CommandError.Exists, $"{full.Person.Name} has {full.Person.Anchors} anchors; remove one first (anchors/delete).", new JsonObject { ["anchors"] = full.Person.Anchors });
            default:
                throw new InvalidOperationException($"No such outcome: {addition.GetType().Name}.");
        }
    }
}
