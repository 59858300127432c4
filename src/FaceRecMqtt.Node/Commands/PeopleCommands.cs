using System.Text.Json.Nodes;
using FaceRecMqtt.Mqtt.Commands;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.Commands;

/// <summary><c>people/list</c>, <c>people/rename</c> and <c>people/delete</c>.</summary>
internal static class PeopleCommands
{
    /// <summary>The argument that says who.</summary>
    public static readonly CommandArgument Person = new("person", ArgumentKind.Text, "The person's id or name.") { Required = true, Min = 1 };

    /// <summary>The commands.</summary>
    /// <param name="gallery">Whose people; its changes wait for the disk.</param>
    public static IEnumerable<CommandDefinition> Of(FaceGallery gallery) =>
    [
        new CommandDefinition("people/list", "Lists everybody enrolled.", (_, _) => Task.FromResult(List(gallery))),
        new CommandDefinition("people/rename", "Gives a person another name; the id stays.", (call, _) => Task.FromResult(
            Reply(gallery.Rename(call.RequiredText("person"), call.RequiredText("name")), call.RequiredText("person"))))
        {
            Arguments = [Person, new("name", ArgumentKind.Text, "The new name.") { Required = true }],
            Changes = true,
        },
        new CommandDefinition("people/delete", "Forgets a person with all pictures and embeddings.", (call, _) => Task.FromResult(
            Reply(gallery.Delete(call.RequiredText("person")), call.RequiredText("person"))))
        {
            Arguments = [Person],
            BareArgument = "person",
            Group = CommandGroup.Deletion,
            Changes = true,
        },
    ];

    /// <summary>A person as replies show them.</summary>
    public static JsonObject Json(GalleryPerson person) => new()
    {
        ["person"] = person.Id,
        ["name"] = person.Name,
        ["samples"] = person.Samples,
        ["anchors"] = person.Anchors,
        ["threshold"] = person.Threshold is { } threshold ? Math.Round(threshold, 3) : null,
        ["ignored"] = person.IsIgnored,
        ["created"] = Time(person.Created),
        ["changed"] = Time(person.Changed),
    };

    /// <summary>A change as a reply.</summary>
    /// <param name="change">What became of it.</param>
    /// <param name="asked">Who was asked for.</param>
    public static CommandReply Reply(PersonChange change, string asked) => change switch
    {
        PersonChange.Done done => CommandReply.Ok(Json(done.Person)),
        PersonChange.NotFound => NotFound(asked),
        PersonChange.Exists exists => CommandReply.Failed(
            CommandError.Exists, $"Somebody else is called {exists.Person.Name} already.", new JsonObject { ["person"] = exists.Person.Id }),
        PersonChange.BadName bad => CommandReply.Failed(CommandError.BadRequest, bad.Problem),
        _ => throw new InvalidOperationException($"No such outcome: {change.GetType().Name}."),
    };

    /// <summary>The refusal of somebody who is not there.</summary>
    /// <param name="asked">Who was asked for.</param>
    public static CommandReply NotFound(string asked) => CommandReply.Failed(CommandError.NotFound, $"Nobody is called '{asked}'; people/list shows everybody.");

    /// <summary>A time as replies show it.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    private static CommandReply List(FaceGallery gallery) =>
        CommandReply.Ok(new JsonObject { ["people"] = new JsonArray([.. gallery.People().Select(Json)]) });
}
