using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Packs;

public sealed class NpmSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_the_named_files_of_the_tarball_reach_the_disk()
    {
        var hash = Tarball();
        var result = await Install(hash, Npm("cp \"$TARBALL\" ./package-1.0.0.tgz"));
        Assert.Equal(
            ["detector.onnx", "installed.json", "manifest.json", "published/detector.onnx", "published/recogniser.onnx", "recogniser.onnx"],
            Directory.GetFiles(result.Pack.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(result.Pack.Folder, file)).Order(StringComparer.Ordinal));
        Assert.False(File.Exists(_folder.File("escaped")));
        Assert.Equal("pack --ignore-scripts", (await File.ReadAllTextAsync(_folder.File("arguments")))[..21]);
        Assert.EndsWith(" -- tiny-models@1.0.0\n", await File.ReadAllTextAsync(_folder.File("arguments")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tarball_with_another_hash_is_refused()
    {
        var hash = Tarball();
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(hash, Npm("cp \"$TARBALL\" ./package-1.0.0.tgz; echo >> ./package-1.0.0.tgz")));
        Assert.Equal(PackFault.Refused, fault.Fault);
        Assert.StartsWith("package-1.0.0.tgz: hash differs", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_folder.File("data/models")));
    }

    [Fact]
    public async Task Failure_of_npm_is_told_without_the_login_of_its_registry()
    {
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(Tarball(), Npm("echo 'npm error 404 https://me:hunter2@example.org/tiny' >&2; exit 1")));
        Assert.Equal(PackFault.Unreachable, fault.Fault);
        Assert.Contains("`npm pack tiny-models@1.0.0` failed: npm error 404 https://example.org/tiny; look at the network", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_npm_has_a_cure()
    {
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(Tarball(), _folder.File("no-such-program")));
        Assert.Contains("apt-get install npm", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Npm_that_hangs_is_ended_when_the_installation_is_stopped()
    {
        using var stopping = new CancellationTokenSource();
        var npm = Npm($"echo $$ > '{_folder.File("pid")}'; exec sleep 600");
        var install = Install(Tarball(), npm, stopping.Token);
        // Another process writes the file: it can only be looked for, for so long.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!File.Exists(_folder.File("pid")) || new FileInfo(_folder.File("pid")).Length == 0)
        {
            await Task.Delay(5, limit.Token);
        }

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => install);
        Assert.False(IsAlive(int.Parse(await File.ReadAllTextAsync(_folder.File("pid")), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task File_that_is_not_in_the_tarball_is_named()
    {
        var hash = Tarball(leaveOut: "package/recogniser.onnx");
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(hash, Npm("cp \"$TARBALL\" ./package-1.0.0.tgz")));
        Assert.Equal("package/recogniser.onnx is not in package-1.0.0.tgz", fault.Message);
    }

    private static bool IsAlive(int process) =>
        File.Exists($"/proc/{process}/status") && !File.ReadAllText($"/proc/{process}/status").Contains("State:\tZ", StringComparison.Ordinal);

    private async Task<InstallResult> Install(string hash, string npm, CancellationToken? stopping = null)
    {
        void FromNpm(JsonObject manifest)
        {
            manifest["source"] = new JsonObject { ["npm"] = "tiny-models@1.0.0", ["sha512"] = hash };
            foreach (var (file, model) in ((int, byte[])[])[(0, TinyModel.Detector()), (1, TinyModel.Recogniser())])
            {
                manifest["files"]![file]!["path"] = $"package/{manifest["files"]![file]!["name"]}";
                manifest["files"]![file]!["sha512"] = FileHash.Sha512(model);
            }
        }

        var source = TinyPack.Write(_folder.File("mine"), FromNpm, models: false);
        using var installer = new PackInstaller(_folder.File("data"), TimeProvider.System, null, null, npm);
        return await installer.InstallAsync(source, new InstallRequest(), null, stopping ?? TestContext.Current.CancellationToken);
    }

    private string Npm(string script)
    {
        var program = _folder.File("npm");
        File.WriteAllText(program, $"#!/bin/sh\necho \"$*\" > '{_folder.File("arguments")}'\nTARBALL='{_folder.File("package.tgz")}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return program;
    }

    private string Tarball(string leaveOut = "")
    {
        var path = _folder.File("package.tgz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            Add(tar, "../../../escaped", Encoding.UTF8.GetBytes("x"));
            Add(tar, "package/package.json", Encoding.UTF8.GetBytes("{}"));
            Add(tar, "package/detector.onnx", TinyModel.Detector());
            Add(tar, "package/recogniser.onnx", TinyModel.Recogniser());
        }

        return FileHash.Sha512(path);

        void Add(TarWriter tar, string name, byte[] content)
        {
            if (name != leaveOut)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }
    }
}
