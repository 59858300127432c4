using System.CommandLine;
using FaceRecMqtt.Node.CommandLine.Help;
using FaceRecMqtt.Node.CommandLine.Teaching;

namespace FaceRecMqtt.Node.CommandLine.Managing;

/// <summary><c>facerec backup</c> and <c>facerec restore</c>.</summary>
internal static class BackupCommand
{
    /// <summary><c>backup</c>.</summary>
    public static Command Backup(Terminal terminal)
    {
        var file = FileArgument.Of("backups");
        file.Arity = ArgumentArity.ZeroOrOne;
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "backup",
            "Copies a running node's whole gallery into a file in backups/ of its data folder.",
            "facerec backup",
            "facerec backup before-holidays.db") { file };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(parsed, "backup", RequestJson.Of(("file", parsed.GetValue(file))), stopping));
    }

    /// <summary><c>restore</c>.</summary>
    public static Command Restore(Terminal terminal)
    {
        var file = FileArgument.Of("backups");
        var request = new RequestOptions(terminal);
        var command = new TaughtCommand(
            "restore",
            "Puts a backup in the place of a running node's gallery, which is kept as a backup too.",
            "facerec restore before-holidays.db") { file };
        request.AddTo(command);
        return command.Does(terminal, (parsed, stopping) => request.AskAsync(parsed, "restore", RequestJson.Of(("file", parsed.GetRequiredValue(file))), stopping));
    }
}
