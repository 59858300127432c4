using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Remote;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary><c>facerec enroll</c>: teaches a running node a person.</summary>
internal static class EnrollCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "The person's name.", HelpName = "NAME" };
        var pictures = new Option<string[]>("--picture", "-p")
        {
            Description = "A picture with this person's face alone; several may be given.",
            HelpName = "FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        var camera = new Option<string?>("--camera") { Description = "Learn from this camera's live view; the person looks at it.", HelpName = "CAMERA" };
        var samples = new Option<int?>("--samples") { Description = "How many looks to learn from the live view.", HelpName = "N" };
        var seconds = new Option<int?>("--seconds") { Description = "How long that may take.", HelpName = "S" };
        var force = new Option<bool>("--force") { Description = "Also when the face looks like somebody else." };
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "enroll",
            "Teaches a running node a person, from pictures or from a camera's live view.",
            "# from pictures: three to five with different light and angle serve best",
            "facerec enroll Anna --picture anna1.jpg anna2.jpg anna3.jpg",
            "# from the live view of a camera",
            "facerec enroll Anna --camera front_door --samples 5 --seconds 30")
        {
            name,
            pictures,
            camera,
            samples,
            seconds,
            force,
        };
        request.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(pictures) is { Length: > 0 } == result.GetValue(camera) is not null)
            {
                result.AddError("Give either --picture FILE or --camera CAMERA.");
            }
        });
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var person = parsed.GetRequiredValue(name);
            await using var node = await request.ConnectAsync(parsed, stopping);
            var arguments = new JsonObject { ["name"] = person };
            if (parsed.GetValue(force))
            {
                arguments["force"] = true;
            }

            if (parsed.GetValue(camera) is not { } view)
            {
                return await FromPicturesAsync(node, arguments, parsed.GetValue(pictures)!, stopping);
            }

            arguments["camera"] = view;
            if (parsed.GetValue(samples) is { } wanted)
            {
                arguments["samples"] = wanted;
            }

            var patience = request.Silence(parsed);
            if (parsed.GetValue(seconds) is { } allowed)
            {
                arguments["seconds"] = allowed;
                patience += TimeSpan.FromSeconds(allowed);
            }

            var answer = await node.SendAsync("enroll", arguments.ToJsonString(), patience, stopping);
            return await AnswerOutcome.ShowAsync(answer, request.WantsJson(parsed), terminal);

            async Task<int> FromPicturesAsync(NodeClient node, JsonObject arguments, string[] files, CancellationToken stopping)
            {
                var code = ExitCode.Done;
                foreach (var file in files)
                {
                    var picture = await PictureFile.ReadAsync(file, stopping);
                    var (topic, payload) = Request(person, arguments, picture);
                    var answer = await node.SendAsync(topic, payload, request.Silence(parsed), stopping);
                    await terminal.Error.WriteLineAsync($"{file}: {(answer.IsDone ? "learned" : "refused")}");
                    code = Math.Max(code, await AnswerOutcome.ShowAsync(answer, request.WantsJson(parsed), terminal, $"{file}: "));
                }

                return code;
            }
        });
    }

    // Raw bytes where the name may stand in a topic and nothing else is to be said; a third less to send than base64.
    private static (string Topic, byte[] Payload) Request(string person, JsonObject arguments, byte[] picture)
    {
        if (arguments.Count == 1 && person.AsSpan().IndexOfAny("/+#\0") < 0)
        {
            return ($"enroll/{person}", picture);
        }

        var all = arguments.DeepClone().AsObject();
        all["image"] = Convert.ToBase64String(picture);
        return ("enroll", Encoding.UTF8.GetBytes(all.ToJsonString()));
    }
}
