using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly FaceRecMqtt.Tests.Support.TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Known_packs_are_listed_with_state_and_licence()
    {
        var run = await Run.Line("models", "list", "--data", Data);
        Assert.Equal(0, run.Code);
        Assert.Contains("starter      not installed Ultra-Light-Fast", run.Out, StringComparison.Ordinal);
        Assert.Contains("buffalo_sc   not installed SCRFD-500M", run.Out, StringComparison.Ordinal);
        Assert.Contains("licence: InsightFace: non-commercial research purposes only", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pack_of_ones_own_is_fetched_once_and_then_quietly_there()
    {
        var source = TinyPack.Write(_folder.File("mine"));
        var first = await Run.Line("models", "fetch", source, "--data", Data);
        Assert.Equal((0, true), (first.Code, first.Out.StartsWith($"tiny is installed in {Data}/models/custom-tiny-", StringComparison.Ordinal)));
        Assert.Contains("rewriting recogniser.onnx\n", first.Error, StringComparison.Ordinal);
        Assert.Contains("note: no self-test", first.Error, StringComparison.Ordinal);
        var second = await Run.Line("models", "fetch", source, "--data", Data);
        Assert.Equal((0, first.Out, ""), (second.Code, second.Out, second.Error));
        Assert.Contains("custom-tiny-", (await Run.Line("models", "list", "--data", Data)).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nix", "no pack is named `nix`; there is: buffalo_l, buffalo_sc, starter")]
    [InlineData("./nix", "/nix/manifest.json does not exist")]
    [InlineData("buffalo_l", "run `facerec models fetch buffalo_l --accept-licence`")]
    public async Task What_cannot_be_fetched_is_told_with_a_cure_and_ends_with_1(string name, string text)
    {
        var run = await Run.Line("models", "fetch", name, "--data", Data);
        Assert.Equal(1, run.Code);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verifying_nothing_ends_with_1_and_says_what_to_fetch()
    {
        var run = await Run.Line("models", "verify", "--data", Data);
        Assert.Equal(1, run.Code);
        Assert.Contains("run `facerec models fetch starter`", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_names_the_data_folder_and_where_the_files_lie()
    {
        var config = _folder.File("facerec.yaml");
        await File.WriteAllTextAsync(config, $"data:\n  folder: data\nbackends:\n  - name: cpu\n    pack: starter\n    models_from: {_folder.Path}\n");
        var run = await Run.Line("models", "fetch", "starter", "--config", config);
        Assert.Equal(1, run.Code);
        Assert.Contains($"fr_detect.onnx is not in {_folder.Path}", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starter_is_verified_and_a_changed_byte_is_found()
    {
        StarterPack.Require();
        var good = await Run.Line("models", "verify", "starter", "--data", RepositoryRoot.Under("build", "data"));
        Assert.Equal((0, ""), (good.Code, good.Error));
        Assert.Contains("ok    starter: 3 models whole", good.Out, StringComparison.Ordinal);
        var copy = Directory.CreateDirectory(Path.Combine(Data, "models", "starter")).FullName;
        foreach (var file in Directory.GetFiles(StarterPack.Folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        await using (var model = File.OpenWrite(Path.Combine(copy, "fr_feature.onnx")))
        {
            model.Position = 1_000_000;
            model.WriteByte(0x5A);
        }

        var bad = await Run.Line("models", "verify", "--data", Data);
        Assert.Equal(1, bad.Code);
        Assert.Contains("fail  starter: the model pack starter is damaged: fr_feature.onnx: hash differs", bad.Out, StringComparison.Ordinal);
    }
}
