using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Curation;

namespace FaceRecMqtt.Node.Commands.Managing;

/// <summary><c>samples/list</c>, <c>samples/delete</c> and <c>anchors/delete</c>.</summary>
internal static class SampleCommands
{
    /// <summary>The commands.</summary>
    /// <param name="review">Shows and removes samples.</param>
    public static IEnumerable<CommandDefinition> Of(SampleReview review) =>
    [
        new CommandDefinition("samples/list", "Lists a person's pictures with what tells good from bad ones.", (call, _) => Task.FromResult(
            review.List(call.RequiredText("person")) is var (person, samples)
                ? CommandReply.Ok(new JsonObject
                {
                    ["person"] = person.Id,
                    ["name"] = person.Name,
                    ["samples"] = new JsonArray([.. samples.Select(Json)]),
                })
                : PeopleCommands.NotFound(call.RequiredText("person"))))
        {
            Arguments = [PeopleCommands.Person],
            BareArgument = "person",
        },
        new CommandDefinition("samples/delete", "Removes one picture of a person.", (call, _) => Task.FromResult(
            Reply(review.Delete(call.WholeNumber("sample")!.Value), $"There is no sample {call.WholeNumber("sample")}; samples/list shows a person's.")))
        {
            Arguments = [new("sample", ArgumentKind.WholeNumber, "The sample's number, as samples/list shows it.") { Required = true, Min = 1 }],
            Group = CommandGroup.Deletion,
            Changes = true,
        },
        new CommandDefinition("anchors/delete", "Removes one \"not this person\" picture.", (call, _) => Task.FromResult(
            Reply(review.DeleteAnchor(call.WholeNumber("anchor")!.Value), $"There is no anchor {call.WholeNumber("anchor")}; samples/list shows a person's.")))
        {
            Arguments = [new("anchor", ArgumentKind.WholeNumber, "The anchor's number, as samples/list shows it.") { Required = true, Min = 1 }],
            Group = CommandGroup.Deletion,
            Changes = true,
        },
    ];

    private static CommandReply Reply(SampleRemoval removal, string missing) => removal switch
    {
        SampleRemoval.Removed removed => CommandReply.Ok(PeopleCommands.Json(removed.Person)),
        SampleRemoval.NotFound => CommandReply.Failed(CommandError.NotFound, missing),
        SampleRemoval.LastOne last => CommandReply.Failed(
            CommandError.BadRequest, $"It is the only sample of {last.Person.Name}; enrol another one first, or delete the person (people/delete)."),
        _ => throw new InvalidOperationException($"No such outcome: {removal.GetType().Name}."),
    };

    private static JsonObject Json(ReviewedSample sample) => new()
    {
        ["sample"] = sample.Id,
        ["kind"] = sample.IsAnchor ? "anchor" : "sample",
        ["created"] = PeopleCommands.Time(sample.Created),
        ["source"] = sample.Source,
        ["grade"] = sample.Quality.Grade.ToString().ToLowerInvariant(),
        ["face_px"] = sample.Quality.FacePx,
        ["sharpness"] = Rounded(sample.Quality.Sharpness),
        ["yaw"] = sample.Quality.Yaw,
        ["pitch"] = sample.Quality.Pitch,
        ["pre_norm"] = Rounded(sample.PreNorm),
        ["similarity"] = Rounded(sample.Similarity),
        ["other"] = sample.Other,
        ["other_similarity"] = Rounded(sample.OtherSimilarity),
    };

    private static double? Rounded(float? value) => value is { } number ? Math.Round(number, 3) : null;
}
