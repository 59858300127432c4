using FaceRecMqtt.Tests.Recognition.Accuracy;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Node.CommandLine;

public sealed class QuantiseCommandTests : IDisposable
{
    private readonly FaceRecMqtt.Tests.Support.TemporaryFolder _folder = new();

    private static string Data => RepositoryRoot.Under("build", "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Starter_is_quantised_from_pictures_and_the_next_command_is_told()
    {
        StarterPack.Require();
        LabelledPictures.Need();
        var run = await Quantise("--mode", "selective", "--layers", "conv33", "dw17", "--range", "percentile", "--calibration", RepositoryRoot.Under("build", "pictures"));
        Assert.Equal((0, ""), (run.Code, run.Code == 0 ? "" : run.Error));
        Assert.Contains("50 layers, 2 of them with 16 bits (dw17, conv33); 62 activations", run.Error, StringComparison.Ordinal);
        Assert.Contains($"facerec models fetch {_folder.File("out")}", run.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["fr_detect.onnx", "fr_feature_selective.onnx", "fr_landmark.onnx", "manifest.json"],
            Directory.GetFiles(_folder.File("out")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.Equal([_folder.File("out")], Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told_in_a_sentence()
    {
        StarterPack.Require();
        LabelledPictures.Need();
        var empty = Directory.CreateDirectory(_folder.File("empty")).FullName;
        Assert.Contains("no face was found in the pictures of", (await Failing("--calibration", empty)).Error, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await Failing("--calibration", _folder.File("nix"))).Error, StringComparison.Ordinal);
        var pictures = RepositoryRoot.Under("build", "pictures");
        Assert.Contains("no layer is named `fc9`; there is: conv1 (Conv_0)", (await Failing("--mode", "selective", "--layers", "fc9", "--calibration", pictures)).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Theory]
    [InlineData("--mode", "a4_w4")]
    [InlineData("--layers", "conv1")]
    public async Task Options_that_do_not_fit_end_with_2(params string[] options) =>
        Assert.Equal(2, (await Quantise([.. options, "--calibration", "."])).Code);

    [Fact]
    public async Task People_are_measured_by_distance()
    {
        StarterPack.Require();
        LabelledPictures.Need();
        var run = await Run.Line("evaluate", "distance", "starter", "--faces", RepositoryRoot.Shared("data", "faces", "bbt"), "--data", Data);
        Assert.Equal((0, ""), (run.Code, run.Code == 0 ? "" : run.Error));
        Assert.Contains("24 faces enrolled, 39 tried, 0 of them strangers", run.Error, StringComparison.Ordinal);
        var rows = run.Out.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(line => line is [_, _, _, "0", ..]).ToArray();
        Assert.Equal(["112", "80", "56", "40", "28", "20", "14", "10"], rows.Select(row => row[0]));
        Assert.Equal(("38/39", "39/39"), (rows[0][1], rows[0][2]));
    }

    [Fact]
    public async Task Folder_in_which_nobody_can_be_tried_is_told()
    {
        StarterPack.Require();
        Directory.CreateDirectory(_folder.File("anna"));
        var run = await Run.Line("evaluate", "distance", "starter", "--faces", _folder.Path, "--data", Data);
        Assert.Equal(1, run.Code);
        Assert.Contains("has nobody with more than 3 portraits", run.Error, StringComparison.Ordinal);
    }

    private Task<Run> Quantise(params string[] options) => Run.Line(["models", "quantise", "starter", "--out", _folder.File("out"), "--data", Data, .. options]);

    private async Task<Run> Failing(params string[] options)
    {
        var run = await Quantise(options);
        Assert.Equal(1, run.Code);
        return run;
    }
}
