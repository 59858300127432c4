using System.Text.Json.Nodes;
using FaceRecMqtt.Node.CommandLine.Remote;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Node.CommandLine.Teaching;

/// <summary>Teaches a node everybody in a folder of faces, one picture at a time; what is refused does not stop the rest.</summary>
/// <param name="node">The node.</param>
/// <param name="terminal">Where refusals and the summary are shown.</param>
/// <param name="silence">How long the node may say nothing.</param>
/// <param name="force">Also faces that look like somebody else.</param>
internal sealed class FolderTeaching(NodeClient node, Terminal terminal, TimeSpan silence, bool force)
{
    // The node takes ten commands a second unless told otherwise; other clients' count too.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int Tries = 30;

    private readonly List<PersonTally> _tallies = [];

    /// <summary>Teaches all and shows a summary, also when the node is lost halfway.</summary>
    /// <param name="folder">Whom.</param>
    /// <param name="asJson">Whether the summary is one line of JSON.</param>
    /// <param name="stopping">Stops before the next picture.</param>
    /// <returns>The exit code: done when everybody is known from at least one of the pictures.</returns>
    /// <exception cref="CommandFailed">The node cannot be reached any more, or takes no pictures at all.</exception>
    public async Task<int> RunAsync(FaceFolder folder, bool asJson, CancellationToken stopping)
    {
        foreach (var name in folder.Skipped)
        {
            await terminal.Error.WriteLineAsync($"{name}: no person's folder, skipped");
        }

        if (folder.People.Count == 0)
        {
            throw new CommandFailed(ExitCode.Usage, "the folder has no people; each needs a sub-folder with their name");
        }

        try
        {
            foreach (var person in folder.People)
            {
                await TeachAsync(person, stopping);
            }
        }
        finally
        {
            await ShowAsync(asJson);
        }

        return _tallies.TrueForAll(tally => tally.IsKnown) ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task TeachAsync(PersonFolder person, CancellationToken stopping)
    {
        var tally = new PersonTally(person);
        _tallies.Add(tally);
        if (PersonName.Parse(person.Name, out var problem) is null)
        {
            await RefuseAsync(tally, person.Name, problem!, "bad_request", person.Pictures.Count);
            return;
        }

        for (var i = 0; i < person.Pictures.Count; i++)
        {
            var picture = person.Pictures[i];
            terminal.ShowProgress($"{person.Name}: {i + 1} of {person.Pictures.Count}");
            if (await AskAsync(person.Name, picture, tally, stopping) is not { } answer)
            {
                continue;
            }

            if (answer.IsDone)
            {
                tally.Count(answer.Data["added"]?.GetValue<int>() > 0);
            }
            else if (answer.ErrorCode == "not_allowed")
            {
                throw new CommandFailed(ExitCode.Failed, answer.ErrorMessage ?? "the node takes no pictures");
            }
            else
            {
                // A full person takes no further picture.
                var left = answer.ErrorCode == "exists" ? person.Pictures.Count - i : 1;
                await RefuseAsync(tally, picture, answer.ErrorMessage ?? "refused", answer.ErrorCode ?? "no_code", left);
                i += left - 1;
            }
        }

        terminal.EndProgress();
    }

    // Null when the file cannot be read.
    private async Task<CommandAnswer?> AskAsync(string name, string picture, PersonTally tally, CancellationToken stopping)
    {
        byte[] bytes;
        try
        {
            bytes = await PictureFile.ReadAsync(picture, stopping);
        }
        catch (CommandFailed fault)
        {
            await RefuseAsync(tally, picture, fault.Message, "unreadable", 1);
            return null;
        }

        var (topic, payload) = PictureRequest.Of(name, bytes, force);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await node.SendAsync(topic, payload, silence, stopping);
            if (answer.ErrorCode is not ("rate_limited" or "busy") || attempt == Tries)
            {
                return answer;
            }

            await Task.Delay(Pause, terminal.Time, stopping);
        }
    }

    private async Task RefuseAsync(PersonTally tally, string what, string why, string code, int pictures)
    {
        terminal.EndProgress();
        await terminal.Error.WriteLineAsync($"{what}: {why} ({code})");
        tally.Refuse(code, pictures);
    }

    private async Task ShowAsync(bool asJson)
    {
        terminal.EndProgress();
        var summary = new JsonObject { ["people"] = new JsonArray([.. _tallies.Select(tally => tally.ToJson())]) };
        await terminal.Out.WriteAsync(asJson ? summary.ToJsonString() + "\n" : AnswerText.Of(summary));
    }
}
