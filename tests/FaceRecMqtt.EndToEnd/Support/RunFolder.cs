namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>A folder of its own for one run, gone with it.</summary>
internal sealed class RunFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("facerec-e2e-").FullName;

    /// <summary>A path below it.</summary>
    public string Under(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file below it and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = Under(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
