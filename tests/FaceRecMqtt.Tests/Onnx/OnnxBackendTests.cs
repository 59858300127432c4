using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Onnx;
using FaceRecMqtt.Onnx.Packs;
using FaceRecMqtt.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FaceRecMqtt.Tests.Onnx;

public sealed class OnnxBackendTests
{
    [Fact]
    public void States_the_facts_of_its_pack_and_what_the_configuration_changes()
    {
        var pack = StarterPack.Installed();
        using var backend = new OnnxBackend("cpu", pack, new OnnxBackendOptions { Threshold = 0.5f }, NullLogger.Instance);
        Assert.Equal(("cpu", BackendKind.Onnx, (320, 240), 16f), (backend.Name, backend.Kind, backend.DetectorInput, backend.SmallestFace));
        Assert.Equal(("fr_feature", 512, 0.5f, 0.08f), (backend.Model.Name, backend.Model.Length, backend.Model.Threshold, backend.Model.Margin));
        Assert.Equal(pack.PublishedHashes["fr_feature.onnx"], backend.Model.Hash);
    }

    [Fact]
    public void A_detector_of_any_size_takes_the_configured_one()
    {
        using var folder = new TemporaryFolder();
        using var backend = new OnnxBackend("cpu", StarterPack.Scrfd("2.5g", folder), new OnnxBackendOptions { DetectorSize = 320 }, NullLogger.Instance);
        Assert.Equal((320, 320), backend.DetectorInput);
    }

    [Theory]
    [InlineData("2.5g", 333, "a multiple of 32")]
    [InlineData("500m", 320, "takes 640 × 640 px only")]
    public void A_size_the_detector_cannot_take_is_refused(string model, int size, string expected)
    {
        using var folder = new TemporaryFolder();
        var pack = StarterPack.Scrfd(model, folder);
        Assert.Contains(expected, Problem(pack, new OnnxBackendOptions { DetectorSize = size }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_recogniser_of_another_length_is_refused_by_name()
    {
        var pack = StarterPack.Of(StarterPack.Installed().Folder, StarterPack.UltraFace, StarterPack.Landmarks, StarterPack.Recogniser with { Length = 128 });
        Assert.Contains("fr_feature.onnx: the manifest states an embedding of 128 values, the model gives output [1,512]", Problem(pack), StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_of_another_family_is_refused_by_name()
    {
        var stated = StarterPack.UltraFace with { Family = DetectorFamily.Scrfd, Input = StarterPack.UltraFace.Input with { Height = 240 } };
        var problem = Problem(StarterPack.Of(StarterPack.Installed().Folder, stated, null, StarterPack.Recogniser));
        Assert.Contains("fr_detect.onnx", problem, StringComparison.Ordinal);
        Assert.Contains("scrfd", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_without_points_needs_a_landmark_model()
    {
        var pack = StarterPack.Of(StarterPack.Installed().Folder, StarterPack.UltraFace, null, StarterPack.Recogniser);
        Assert.Contains("no landmark model", Problem(pack), StringComparison.Ordinal);
    }

    [Fact]
    public void A_landmark_number_beyond_the_model_is_refused()
    {
        var landmarks = StarterPack.Landmarks with { Points = [[37], [43], [30], [48], [68]] };
        var pack = StarterPack.Of(StarterPack.Installed().Folder, StarterPack.UltraFace, landmarks, StarterPack.Recogniser);
        Assert.Contains("from 0 to 67", Problem(pack), StringComparison.Ordinal);
    }

    private static string Problem(InstalledPack pack, OnnxBackendOptions? options = null) =>
        Assert.Throws<BackendException>(() => new OnnxBackend("cpu", pack, options ?? new OnnxBackendOptions(), NullLogger.Instance)).Message;
}
