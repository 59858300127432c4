using System.CommandLine;
using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Node.CommandLine.Models;

/// <summary>The options --data and --config: which data folder is meant.</summary>
internal sealed class DataOption
{
    private readonly ConfigOption _config = new();
    private readonly Option<string?> _data = new("--data")
    {
        Description = "Data folder. Without: the one of the configuration.",
        HelpName = "FOLDER",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        _config.AddTo(command);
    }

    /// <summary>Absolute path of the data folder; made where it is missing.</summary>
    /// <exception cref="CommandFailed">It cannot be used, or the configuration has mistakes.</exception>
    public string Folder(ParseResult parsed, Terminal terminal)
    {
        var folder = parsed.GetValue(_data) is { } data ? Path.GetFullPath(data) : _config.Load(parsed, terminal).DataFolder;
        return DataFolder.Prepare(folder) is { } problem ? throw new CommandFailed(ExitCode.Failed, problem) : folder;
    }

    /// <summary>Where packs lie: with --data in that folder alone.</summary>
    /// <exception cref="CommandFailed">The data folder cannot be used, or the configuration has mistakes.</exception>
    public PackShelves Packs(ParseResult parsed, Terminal terminal) => parsed.GetValue(_data) is not null
        ? new PackShelves(Folder(parsed, terminal))
        : new PackShelves(Folder(parsed, terminal), _config.Load(parsed, terminal with { Error = TextWriter.Null }).Data.Shipped);

    /// <summary>Where the configuration says that a pack's files lie; null where it says nothing, or was not asked because of --data.</summary>
    public string? ModelsFrom(ParseResult parsed, Terminal terminal, string pack) => parsed.GetValue(_data) is not null
        ? null
        : _config.Load(parsed, terminal with { Error = TextWriter.Null }).Backends.FirstOrDefault(backend => backend.Pack == pack)?.ModelsFrom;
}
