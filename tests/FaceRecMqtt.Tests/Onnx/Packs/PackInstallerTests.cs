using System.Numerics.Tensors;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Onnx.Packs.Installing;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Packs;

public sealed class PackInstallerTests : IDisposable
{
    private static readonly byte[] Grey = TinyPack.Crop(90, 90, 90);
    private static readonly byte[] Coloured = TinyPack.Crop(250, 30, 0);
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    private string Root => Path.Combine(Data, "models");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Custom_pack_is_installed_rewritten_and_opened_for_its_owner_only()
    {
        var source = TinyPack.Write(_folder.File("mine"));
        var result = await Install(source);
        Assert.False(result.WasThere);
        var pack = new PackShelves(Data).Open(source);
        Assert.Matches("^custom-tiny-[0-9a-f]{8}$", Path.GetFileName(pack.Folder));
        Assert.Equal(FileHash.Sha512(Path.Combine(source, "recogniser.onnx")), pack.PublishedHashes["recogniser.onnx"]);
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(source, "recogniser.onnx")), File.ReadAllBytes(pack.PathOf("recogniser.onnx")));
        Assert.Equal(File.ReadAllBytes(Path.Combine(source, "recogniser.onnx")), File.ReadAllBytes(Path.Combine(pack.Folder, "published", "recogniser.onnx")));
        Assert.Equal([pack.Folder], Directory.GetDirectories(Root));
        Assert.Contains(result.Notes, note => note.StartsWith("recogniser.onnx: the manifest states no hash; its SHA-512 was noted", StringComparison.Ordinal));
        foreach (var entry in Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories))
        {
            var owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | (Directory.Exists(entry) ? UnixFileMode.UserExecute : 0);
            Assert.Equal(owner, OperatingSystem.IsWindows() ? owner : File.GetUnixFileMode(entry));
        }
    }

    [Fact]
    public async Task Second_installation_does_nothing()
    {
        var source = TinyPack.Write(_folder.File("mine"));
        var first = await Install(source);
        File.SetLastWriteTimeUtc(first.Pack.PathOf("installed.json"), DateTime.UnixEpoch);
        Assert.True((await Install(source)).WasThere);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(first.Pack.PathOf("installed.json")));
    }

    [Fact]
    public async Task Damaged_file_is_named_and_fetching_again_repairs_it()
    {
        var source = TinyPack.Write(_folder.File("mine"));
        var pack = (await Install(source)).Pack;
        foreach (var file in (string[])["recogniser.onnx", "detector.onnx", "manifest.json"])
        {
            File.AppendAllText(pack.PathOf(file), "x");
            var fault = Assert.Throws<PackException>(() => new PackShelves(Data).Open(source));
            Assert.Equal(PackFault.Damaged, fault.Fault);
            Assert.Contains($"is damaged: {file}: hash differs", fault.Message, StringComparison.Ordinal);
            Assert.Contains($"`facerec models fetch {source}`", fault.Message, StringComparison.Ordinal);
            Assert.False((await Install(source)).WasThere);
            _ = new PackShelves(Data).Open(source);
        }

        File.Delete(pack.PathOf("detector.onnx"));
        Assert.Contains("detector.onnx: is missing", Assert.Throws<PackException>(() => new PackShelves(Data).Open(source)).Message, StringComparison.Ordinal);
        File.WriteAllText(pack.PathOf("installed.json"), "{}");
        Assert.Contains("installed.json: is missing or broken", Assert.Throws<PackException>(() => new PackShelves(Data).Open(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_installation_leaves_what_was_there()
    {
        var source = TinyPack.Write(_folder.File("mine"), TinyPack.WithPictures);
        await File.WriteAllTextAsync(Path.Combine(source, "face.jpg"), "");
        var pack = (await Install(source)).Pack;
        File.AppendAllText(pack.PathOf("detector.onnx"), "x");
        var before = Files();
        using var stopping = new CancellationTokenSource();
        var dying = new SelfTestSeams(_ => throw new IOException("disk gone"), (_, _) => []);
        Assert.Equal(PackFault.Disk, (await Assert.ThrowsAsync<PackException>(() => Install(source, dying))).Fault);
        Assert.Equal(before, Files());
        var stopped = new SelfTestSeams(_ => throw new OperationCanceledException(stopping.Token), (_, _) => []);
        await Assert.ThrowsAsync<OperationCanceledException>(() => Install(source, stopped));
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task What_a_killed_installation_left_is_cleared_away()
    {
        var source = TinyPack.Write(_folder.File("mine"));
        var left = Path.Combine(Root, ".installing", "published");
        Directory.CreateDirectory(left);
        await File.WriteAllTextAsync(Path.Combine(left, "other.onnx"), "half");
        var pack = (await Install(source)).Pack;
        Assert.Equal([pack.Folder], Directory.GetDirectories(Root));
        Assert.False(File.Exists(Path.Combine(pack.Folder, "published", "other.onnx")));
    }

    [Fact]
    public async Task Folder_that_a_kill_left_aside_comes_back()
    {
        var source = TinyPack.Write(_folder.File("mine"));
        var pack = (await Install(source)).Pack;
        Directory.Move(pack.Folder, pack.Folder + ".aside");
        Assert.True((await Install(source)).WasThere);
        Assert.Equal([pack.Folder], Directory.GetDirectories(Root));
    }

    [Fact]
    public async Task File_with_another_hash_is_refused_by_name_and_nothing_is_installed()
    {
        var source = TinyPack.Write(_folder.File("mine"), manifest => manifest["files"]![1]!["sha512"] = new string('a', 128));
        var fault = await Assert.ThrowsAsync<PackException>(() => Install(source));
        Assert.Equal(PackFault.Refused, fault.Fault);
        Assert.StartsWith("recogniser.onnx: hash differs", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Root));
    }

    [Fact]
    public async Task Other_models_under_the_same_manifest_are_another_pack()
    {
        var source = TinyPack.Write(_folder.File("mine"));
        var first = (await Install(source)).Pack;
        await File.WriteAllBytesAsync(Path.Combine(source, "recogniser.onnx"), TinyModel.Recogniser(seed: 2));
        Assert.Equal(PackFault.NotInstalled, Assert.Throws<PackException>(() => new PackShelves(Data).Open(source)).Fault);
        Assert.NotEqual(first.Folder, (await Install(source)).Pack.Folder);
    }

    [Theory]
    [InlineData("no model at all")]
    [InlineData("")]
    public async Task File_that_is_no_model_is_refused_by_name(string content)
    {
        var source = TinyPack.Write(_folder.File("mine"));
        await File.WriteAllTextAsync(Path.Combine(source, "recogniser.onnx"), content);
        Assert.StartsWith("recogniser.onnx: ", (await Assert.ThrowsAsync<PackException>(() => Install(source))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_that_takes_another_input_than_stated_is_refused_by_name()
    {
        var source = TinyPack.Write(_folder.File("mine"), manifest => manifest["detector"]!["input"]!["width"] = 96);
        var message = (await Assert.ThrowsAsync<PackException>(() => Install(source))).Message;
        Assert.StartsWith("detector.onnx: ONNX Runtime cannot use it with the input that the manifest states", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Self_test_takes_the_face_whose_colours_matter_most_and_the_published_embedding()
    {
        var source = TinyPack.Write(_folder.File("mine"), TinyPack.WithPictures);
        await File.WriteAllTextAsync(Path.Combine(source, "face.jpg"), "");
        var result = await Install(source, TinyPack.Finding(Grey, Coloured, Grey));
        Assert.DoesNotContain(result.Notes, note => note.Contains("self-test", StringComparison.Ordinal));
        var reference = new PackShelves(Data).Open(source).SelfTest!;
        Assert.Equal(Coloured, reference.Crop);
        using var published = new PlainModel(Path.Combine(source, "recogniser.onnx"), result.Pack.Manifest.Recogniser.Input);
        Assert.Equal(published.Run(Coloured)[0], reference.Raw);
        using var installed = new PlainModel(result.Pack.PathOf("recogniser.onnx"), result.Pack.Manifest.Recogniser.Input);
        Assert.True(TensorPrimitives.CosineSimilarity<float>(installed.Run(Coloured)[0], reference.Raw) > 0.99999f);
    }

    [Fact]
    public async Task Pack_without_a_face_to_test_with_is_installed_and_says_so()
    {
        var source = TinyPack.Write(_folder.File("mine"), TinyPack.WithPictures);
        await File.WriteAllTextAsync(Path.Combine(source, "face.jpg"), "");
        var result = await Install(source, TinyPack.Finding(Grey));
        Assert.Contains(result.Notes, note => note.Contains("exchanging red and blue changes no face enough to be a test (cosine 1.00", StringComparison.Ordinal));
        Assert.Null(new PackShelves(Data).Open(source).SelfTest);
    }

    [Fact]
    public async Task Only_one_installs_at_a_time()
    {
        var source = TinyPack.Write(_folder.File("mine"));
        Directory.CreateDirectory(Root);
        using var other = new FileStream(Path.Combine(Root, ".lock"), FileMode.Create, FileAccess.Write, FileShare.None);
        Assert.Contains("another facerec installs models", (await Assert.ThrowsAsync<PackException>(() => Install(source))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Licence_has_to_be_accepted_first()
    {
        var fault = await Assert.ThrowsAsync<PackException>(() => Install("buffalo_sc"));
        Assert.Equal(PackFault.Licence, fault.Fault);
        Assert.Contains("non-commercial", fault.Message, StringComparison.Ordinal);
        Assert.Contains("`facerec models fetch buffalo_sc --accept-licence`", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Folder_without_the_files_is_told_by_the_file()
    {
        using var installer = new PackInstaller(Data, TimeProvider.System);
        var request = new InstallRequest(From: _folder.Path);
        var fault = await Assert.ThrowsAsync<PackException>(() => installer.InstallAsync("starter", request, null, TestContext.Current.CancellationToken));
        Assert.Equal($"fr_detect.onnx is not in {_folder.Path}", fault.Message);
    }

    [Fact]
    public async Task Shared_scrfd_models_with_the_starter_recogniser_are_installed()
    {
        StarterPack.Require();
        foreach (var (size, anySize) in ((string, bool)[])[("500m", false), ("2.5g", true)])
        {
            var file = $"scrfd_{size}_bnkps.onnx";
            Assert.SkipUnless(File.Exists(RepositoryRoot.Shared("models", file)), $"{file} is absent");
            var source = TinyPack.Write(_folder.File(size), models: false, change: manifest =>
            {
                manifest["files"]![0]!["name"] = file;
                manifest["files"]![1]!["name"] = "fr_feature.onnx";
                manifest["detector"]!["file"] = file;
                manifest["detector"]!["any_size"] = anySize;
                manifest["detector"]!["input"]!["width"] = 640;
                manifest["detector"]!["input"]!["height"] = 640;
                manifest["recogniser"]!["file"] = "fr_feature.onnx";
                manifest["recogniser"]!["length"] = 512;
            });
            File.CreateSymbolicLink(Path.Combine(source, file), Path.GetFullPath(RepositoryRoot.Shared("models", file)));
            File.CreateSymbolicLink(Path.Combine(source, "fr_feature.onnx"), Path.Combine(StarterPack.Folder, "published", "fr_feature.onnx"));
            Assert.DoesNotContain((await Install(source)).Notes, note => note.Contains("as published", StringComparison.Ordinal));
            Assert.Equal(new PackShelves(RepositoryRoot.Under("build", "data")).Open("starter").PublishedHashes["fr_feature.onnx"], new PackShelves(Data).Open(source).PublishedHashes["fr_feature.onnx"]);
        }
    }

    [Fact]
    public async Task Starter_is_installed_from_a_folder_and_computes_what_was_published()
    {
        StarterPack.Require();
        using var installer = new PackInstaller(Data, TimeProvider.System);
        var from = Path.Combine(StarterPack.Folder, "published");
        var pack = (await installer.InstallAsync("starter", new InstallRequest(From: from), null, TestContext.Current.CancellationToken)).Pack;
        var reference = new PackShelves(RepositoryRoot.Under("build", "data")).Open("starter").SelfTest;
        Assert.SkipUnless(reference is not null, "the starter was fetched without its pictures");
        using var model = new PlainModel(pack.PathOf("fr_feature.onnx"), pack.Manifest.Recogniser.Input);
        var raw = model.Run(reference.Crop)[0];
        Assert.True(TensorPrimitives.CosineSimilarity<float>(raw, reference.Raw) >= 0.99999f);
        Assert.Equal(TensorPrimitives.Norm<float>(reference.Raw), TensorPrimitives.Norm<float>(raw), 1e-3f);
    }

    private async Task<InstallResult> Install(string pack, SelfTestSeams? seams = null)
    {
        using var installer = new PackInstaller(Data, TimeProvider.System, seams);
        return await installer.InstallAsync(pack, new InstallRequest(), null, TestContext.Current.CancellationToken);
    }

    private List<(string, string)> Files() =>
        [.. Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Order().Select(file => (file, FileHash.Sha512(file)))];
}
