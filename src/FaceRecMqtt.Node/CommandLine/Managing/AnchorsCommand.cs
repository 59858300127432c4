using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Teaching;

namespace FaceRecMqtt.Node.CommandLine.Managing;

/// <summary><c>facerec anchors</c>: faces that are not a person though they look alike.</summary>
internal static class AnchorsCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new TaughtCommand(
        "anchors",
        "Says of a face that it is not a person, so that a look-alike is told apart.",
        "facerec anchors add anna --picture neighbour.jpg",
        "facerec anchors delete 18")
    {
        Add(terminal),
        Delete(terminal),
    };

    private static TaughtCommand Add(Terminal terminal)
    {
        var person = PersonArgument.Of(description: "Id or name of who it is not.");
        var picture = new Option<string?>("--picture", "-p") { Description = "A picture of the look-alike alone.", HelpName = "FILE" };
        var sample = new Option<long?>("--sample") { Description = "A stored sample: another person's, or one of their own that shows somebody else.", HelpName = "SAMPLE" };
        var unknown = new Option<string?>("--unknown") { Description = "The faces of an unknown person.", HelpName = "ID" };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "add",
            "Remembers that a face is not this person.",
            "facerec anchors add anna --picture neighbour.jpg",
            "# a sample of Anna that shows somebody else",
            "facerec anchors add anna --sample 17")
        {
            person,
            picture,
            sample,
            unknown,
        };
        request.AddTo(command);
        command.Validators.Add(result =>
        {
            var given = (result.GetValue(picture) is null ? 0 : 1) + (result.GetValue(sample) is null ? 0 : 1) + (result.GetValue(unknown) is null ? 0 : 1);
            if (given != 1)
            {
                result.AddError("Give one of --picture FILE, --sample SAMPLE and --unknown ID.");
            }
        });
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var image = parsed.GetValue(picture) is { } file ? Convert.ToBase64String(await PictureFile.ReadAsync(file, stopping)) : null;
            return await request.AskAsync(
                parsed,
                "anchors/add",
                RequestJson.Of(
                    ("person", parsed.GetRequiredValue(person)), ("image", image), ("sample", parsed.GetValue(sample)), ("unknown_id", parsed.GetValue(unknown))),
                stopping);
        });
    }

    private static TaughtCommand Delete(Terminal terminal)
    {
        var anchor = new Argument<long>("anchor") { Description = "The anchor's number, as `samples list` shows it.", HelpName = "ANCHOR" };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand("delete", "Forgets that a face is not this person.", "facerec anchors delete 18") { anchor };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(
            parsed, "anchors/delete", RequestJson.Of(("anchor", parsed.GetRequiredValue(anchor))), stopping));
    }
}
