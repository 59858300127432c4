using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary><c>facerec models fetch</c>: installs a pack.</summary>
internal static class FetchCommand
{
    /// <summary>The command.</summary>
    public static TaughtCommand Build(Terminal terminal)
    {
        var name = new Argument<string>("name")
        {
            Description = "Pack: a name that `models list` shows, or the path (with a slash) of a folder with a manifest of your own.",
            HelpName = "NAME",
        };
        var accept = new Option<bool>("--accept-licence")
        {
            Description = "You accept the pack's licence, which `models list` shows; and, where no hash of its files is known, the first files that come.",
        };
        var from = new Option<string?>("--from")
        {
            Description = "Folder where the published files already lie; they are checked and copied, nothing is fetched but pictures for the self-test.",
            HelpName = "FOLDER",
        };
        var data = new DataOption();
        var command = new TaughtCommand(
            "fetch",
            "Fetches a pack, checks every file, prepares it for this program and installs it whole or not at all. Does nothing where it is installed already.",
            "facerec models fetch starter",
            "facerec models fetch buffalo_sc --accept-licence",
            "# without a network, from files that another machine fetched",
            "facerec models fetch buffalo_sc --accept-licence --from /etc/insightface",
            "# models of your own: a folder with a manifest.json, see models/README.md",
            "facerec models fetch ./my-models")
        {
            name,
            accept,
            from,
        };
        data.AddTo(command);
        return command.Does(terminal, async (parsed, stopping) =>
        {
            var pack = parsed.GetRequiredValue(name);
            var folder = data.Folder(parsed, terminal);
            var request = new InstallRequest(parsed.GetValue(accept), parsed.GetValue(from) is { } source ? Path.GetFullPath(source) : data.ModelsFrom(parsed, terminal, pack));
            using var installer = new PackInstaller(folder, terminal.Time, PackSelfTest.Seams(terminal.Time));
            return await FetchAsync(installer, pack, request, terminal, stopping);
        });
    }

    private static async Task<int> FetchAsync(PackInstaller installer, string pack, InstallRequest request, Terminal terminal, CancellationToken stopping)
    {
        try
        {
            var result = await installer.InstallAsync(pack, request, new FetchProgress(terminal), stopping);
            terminal.EndProgress();
            foreach (var note in result.Notes)
            {
                await terminal.Error.WriteLineAsync($"note: {note}");
            }

            await terminal.Out.WriteLineAsync($"{result.Pack.Manifest.Name} is installed in {result.Pack.Folder}");
            return ExitCode.Done;
        }
        catch (PackException fault)
        {
            throw new CommandFailed(ExitCode.Failed, fault.Message);
        }
    }
}
