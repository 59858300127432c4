using System.CommandLine;
using System.Text.Json.Nodes;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Remote;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary><c>facerec enroll</c>: teaches a running node people.</summary>
internal sealed class EnrollCommand
{
    private readonly Argument<string?> _name = new("name") { Description = "The person's name.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string[]> _pictures = new("--picture", "-p")
    {
        Description = "A picture with this person's face alone; several may be given.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _camera = new("--camera") { Description = "Learn from this camera's live view; the person looks at it.", HelpName = "CAMERA" };
    private readonly Option<int?> _samples = new("--samples") { Description = "How many looks to learn from the live view.", HelpName = "N" };
    private readonly Option<int?> _seconds = new("--seconds") { Description = "How long that may take.", HelpName = "S" };

    private readonly Option<string?> _folder = new("--folder")
    {
        Description = "Everybody in this folder: one sub-folder of pictures per person. Frigate's and Double Take's face folders are understood.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Also when the face looks like somebody else." };
    private readonly RequestOptions _request;
    private readonly Terminal _terminal;

    private EnrollCommand(Terminal terminal) => (_terminal, _request) = (terminal, new RequestOptions(terminal));

    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal) => new EnrollCommand(terminal).Build();

    private TaughtCommand Build()
    {
        var command = new TaughtCommand(
            "enroll",
            "Teaches a running node people, from pictures, from a camera's live view, or from a folder of faces.",
            "# from pictures: three to five with different light and angle serve best",
            "facerec enroll Anna --picture anna1.jpg anna2.jpg anna3.jpg",
            "# from the live view of a camera; it says what to do",
            "facerec enroll Anna --camera front_door --samples 5 --seconds 30",
            "# everybody Frigate knows; exit code 1: somebody could not be learned",
            "facerec enroll --folder /media/frigate/clips/faces")
        {
            _name,
            _pictures,
            _camera,
            _samples,
            _seconds,
            _folder,
            _force,
        };
        _request.AddTo(command);
        command.Validators.Add(result =>
        {
            var hasPictures = result.GetValue(_pictures) is { Length: > 0 };
            var (hasCamera, hasFolder) = (result.GetValue(_camera) is not null, result.GetValue(_folder) is not null);
            if ((hasPictures ? 1 : 0) + (hasCamera ? 1 : 0) + (hasFolder ? 1 : 0) != 1)
            {
                result.AddError("Give one of --picture FILE, --camera CAMERA and --folder DIR.");
            }
            else if (result.GetValue(_name) is null != hasFolder)
            {
                result.AddError(hasFolder ? "With --folder the names are those of the sub-folders; give none." : "Give the person's name.");
            }
        });
        return command.Does(_terminal, RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stopping)
    {
        // Read first: a folder that is none needs no node.
        var folder = parsed.GetValue(_folder) is { } path ? FaceFolder.Read(path) : null;
        await using var node = await _request.ConnectAsync(parsed, stopping);
        if (folder is not null)
        {
            return await new FolderTeaching(node, _terminal, _request.Silence(parsed), parsed.GetValue(_force))
                .RunAsync(folder, _request.WantsJson(parsed), stopping);
        }

        return parsed.GetValue(_camera) is { } camera
            ? await FromCameraAsync(node, camera, parsed, stopping)
            : await FromPicturesAsync(node, parsed.GetValue(_pictures)!, parsed, stopping);
    }

    private async Task<int> FromCameraAsync(NodeClient node, string camera, ParseResult parsed, CancellationToken stopping)
    {
        var arguments = new JsonObject { ["name"] = parsed.GetValue(_name) };
        if (parsed.GetValue(_force))
        {
            arguments["force"] = true;
        }

        arguments["camera"] = camera;
        if (parsed.GetValue(_samples) is { } wanted)
        {
            arguments["samples"] = wanted;
        }

        var patience = _request.Silence(parsed);
        if (parsed.GetValue(_seconds) is { } allowed)
        {
            arguments["seconds"] = allowed;
            patience += TimeSpan.FromSeconds(allowed);
        }

        var answer = await node.SendAsync("enroll", arguments.ToJsonString(), patience, stopping);
        return await AnswerOutcome.ShowAsync(answer, _request.WantsJson(parsed), _terminal);
    }

    private async Task<int> FromPicturesAsync(NodeClient node, string[] files, ParseResult parsed, CancellationToken stopping)
    {
        var code = ExitCode.Done;
        foreach (var file in files)
        {
            var picture = await PictureFile.ReadAsync(file, stopping);
            var (topic, payload) = PictureRequest.Of(parsed.GetValue(_name)!, picture, parsed.GetValue(_force));
            var answer = await node.SendAsync(topic, payload, _request.Silence(parsed), stopping);
            await _terminal.Error.WriteLineAsync($"{file}: {(answer.IsDone ? "learned" : "refused")}");
            code = Math.Max(code, await AnswerOutcome.ShowAsync(answer, _request.WantsJson(parsed), _terminal, $"{file}: "));
        }

        return code;
    }
}
