using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Packs;

public sealed class PackShelvesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_shipped_pack_serves_until_the_node_has_its_own()
    {
        var (own, shipped) = (_folder.File("own"), _folder.File("shipped"));
        var source = TinyPack.Write(_folder.File("mine"));
        await InstallAsync(shipped, source);
        var shelves = new PackShelves(own, shipped);
        Assert.Empty(new PackShelves(own).Installed);
        var entry = Assert.Single(shelves.Installed);
        Assert.StartsWith(shipped, shelves.Open(entry).Folder, StringComparison.Ordinal);
        await InstallAsync(own, source);
        Assert.Single(shelves.Installed);
        Assert.StartsWith(own, shelves.Open(entry).Folder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_of_ones_own_is_found_by_the_name_it_is_listed_under_and_by_its_folder()
    {
        var data = _folder.File("data");
        var source = TinyPack.Write(_folder.File("mine"));
        await InstallAsync(data, source);
        var shelves = new PackShelves(data);
        var listed = Assert.Single(shelves.Installed).InstalledName;
        Assert.Equal(shelves.Open(source).Folder, shelves.Open(listed).Folder);
        Assert.Equal(PackFault.Unknown, Assert.Throws<PackException>(() => shelves.Open("custom-nobody")).Fault);
    }

    private static async Task InstallAsync(string data, string source)
    {
        using var installer = new PackInstaller(data, TimeProvider.System);
        await installer.InstallAsync(source, new InstallRequest(), null, TestContext.Current.CancellationToken);
    }
}
