using FaceRecMqtt.Hailo.SelfTest;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class ReferenceCommandTests : IDisposable
{
    private readonly FaceRecMqtt.Tests.Support.TemporaryFolder _folder = new();

    private static string Data => RepositoryRoot.Under("build", "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Known_face_of_a_pack_is_put_beside_the_hef()
    {
        StarterPack.Require();
        var hef = _folder.File("fr_feature.hef");
        await File.WriteAllTextAsync(hef, "a HEF");
        var run = await Run.Line("models", "reference", "starter", hef, "--data", Data);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains(_folder.File("fr_feature.reference"), run.Out, StringComparison.Ordinal);
        var (found, known) = (HailoReferenceFile.Find(hef)!, new PackShelves(Data).Open("starter").SelfTest!);
        Assert.Equal(known.Crop, found.Crop);
        Assert.Equal(known.Raw, found.Raw);
    }

    [Fact]
    public async Task Hef_that_is_not_there_gets_none()
    {
        StarterPack.Require();
        var run = await Run.Line("models", "reference", "starter", _folder.File("nix.hef"), "--data", Data);
        Assert.Equal(1, run.Code);
        Assert.Contains("nix.hef is not there", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }
}
