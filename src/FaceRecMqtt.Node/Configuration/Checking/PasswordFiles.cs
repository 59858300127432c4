using System.Text;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Takes passwords from files.</summary>
/// <param name="findings">Receives problems.</param>
/// <param name="surroundings">Folder from which relative paths count.</param>
internal sealed class PasswordFiles(Findings findings, ConfigurationSources surroundings)
{
    private const int MaxBytes = 4096;

    /// <summary>The password that is meant.</summary>
    /// <param name="section">Path of the section that holds the keys.</param>
    /// <param name="username">User, if any.</param>
    /// <param name="password">Password written in the configuration.</param>
    /// <param name="file">File that holds it.</param>
    /// <returns>The password; null for none or when a problem was reported.</returns>
    public Secret? Read(string section, string? username, Secret? password, string? file)
    {
        if (password is not null && file is not null)
        {
            findings.Report($"{section}.password_file", "password and password_file are both given", "remove one");
            return null;
        }

        if (username is null && (password ?? (object?)file) is not null)
        {
            findings.Report($"{section}.{(file is null ? "password" : "password_file")}", "a password without a username", $"add {section}.username");
            return null;
        }

        return file is null ? password : ReadFile($"{section}.password_file", surroundings.Absolute(file));
    }

    private Secret? ReadFile(string path, string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var bytes = new byte[MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var line = Encoding.UTF8.GetString(bytes, 0, length).Split('\n')[0].TrimEnd('\r');
            if (length <= MaxBytes && line.Length > 0)
            {
                return new Secret(line);
            }

            findings.Report(path, length > MaxBytes ? "the file is larger than 4 KiB" : "the file's first line is empty", "it holds the password and nothing else");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            findings.Report(path, "the file cannot be read", fault is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file" : "check its rights");
        }

        return null;
    }
}
