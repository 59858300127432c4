using FaceRecMqtt.Hailo.Interop;
using FaceRecMqtt.Node.CommandLine.Models;
using FaceRecMqtt.Tests.Hailo.Simulation;
using FaceRecMqtt.Tests.Recognition.Accuracy;
using FaceRecMqtt.Tests.Support;
using Rig = FaceRecMqtt.Tests.Hailo.Simulation.Rig;

namespace FaceRecMqtt.Tests.Node.CommandLine;

[Collection(nameof(StandIn))]
public sealed class SimulateCommandTests : IDisposable
{
    private static readonly string Pictures = RepositoryRoot.Under("build", "pictures");
    private readonly FaceRecMqtt.Tests.Support.TemporaryFolder _folder = new();

    public SimulateCommandTests()
    {
        StandIn.Require();
        StarterPack.Require();
        LabelledPictures.Need();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_starters_recogniser_is_made_and_runs_and_its_detector_is_left_out_with_a_word()
    {
        var run = await Simulate("--calibration", Pictures);
        var file = _folder.File("arcface_mobilefacenet.hef");
        Assert.Equal((0, file), (run.Code, run.Out.Trim()));
        Assert.Contains("only its recogniser is made", run.Error, StringComparison.Ordinal);
        using var hef = Rig.OpenHef(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        var output = Rig.Infos(hef)[1];
        Assert.Equal(("arcface_mobilefacenet/fc1", 512u), (Rig.NameOf(output), output.Shape.Features));
        Assert.InRange(output.QuantInfo.LimvalsMax - output.QuantInfo.LimvalsMin, 0.1f, 20);
        using var device = Rig.OpenDevice();
        Rig.Check(Rig.TryConfigure(device, hef));
    }

    [Fact]
    public void Scrfd_is_made_from_a_pack_with_the_names_of_the_real_one()
    {
        var pack = new SimulatedPack(StarterPack.Scrfd("2.5g", _folder), 16, isForHailo8L: true);
        var picture = new byte[3 * 640 * 640];
        Random.Shared.NextBytes(picture);
        var model = pack.Detector([picture], TestContext.Current.CancellationToken);
        Assert.True(model.IsForHailo8L);
        Assert.Equal("scrfd_2_5g", model.Group);
        var score = model.Outputs.Single(output => output.Name == "scrfd_2_5g/conv49");
        var points = model.Outputs.Single(output => output.Name == "scrfd_2_5g/conv51");
        Assert.Equal(("466", 40, 2, 8, 1f), (score.Tensor, score.Height, score.Features, score.Quantisation.Bits, score.Quantisation.Maximum));
        Assert.Equal(("472", 40, 20, 16), (points.Tensor, points.Height, points.Features, points.Quantisation.Bits));
        Assert.Equal(HailoStatus.Success, Rig.TryOpenHef(model.ToBytes(), out var hef));
        hef!.Dispose();
    }

    [Fact]
    public async Task What_stands_in_the_way_is_told_in_a_sentence()
    {
        var empty = Directory.CreateDirectory(_folder.File("empty")).FullName;
        var run = await Simulate("--calibration", empty);
        Assert.Equal(1, run.Code);
        Assert.Contains("give at least one picture", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Simulate("--calibration", Pictures, "--bits", "4")).Code);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private Task<Run> Simulate(params string[] options) =>
        Run.Line(["models", "simulate", "starter", "--out", _folder.Path, "--data", RepositoryRoot.Under("build", "data"), .. options]);
}
