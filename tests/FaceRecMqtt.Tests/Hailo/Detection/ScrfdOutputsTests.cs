using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Hailo.Detection;
using FaceRecMqtt.Hailo.Models;

namespace FaceRecMqtt.Tests.Hailo.Detection;

public sealed class ScrfdOutputsTests
{
    private static readonly ModelTensor Input = new("in", 640, 640, 3, 640 * 640 * 3);

    [Fact]
    public void Roles_follow_from_channels_and_strides_from_shapes_in_any_order()
    {
        var outputs = Outputs();
        for (var seed = 0; seed < 20; seed++)
        {
            new Random(seed).Shuffle(outputs);
            var levels = ScrfdOutputs.Of("m", Input, outputs);
            Assert.Equal([8, 16, 32], levels.Select(level => level.Level.Stride));
            Assert.Equal([80, 40, 20], levels.Select(level => level.Level.Columns));
            Assert.All(levels, level => Assert.Equal([2, 8, 20], new[] { level.Scores, level.Edges, level.Offsets }.Select(at => outputs[at].Channels)));
            Assert.All(levels, level => Assert.Single(new[] { level.Scores, level.Edges, level.Offsets }.Select(at => outputs[at].Height).Distinct()));
        }
    }

    [Fact]
    public void What_lacks_an_output_or_has_another_is_no_detector()
    {
        Assert.Throws<BackendException>(() => ScrfdOutputs.Of("m", Input, Outputs()[1..]));
        Assert.Throws<BackendException>(() => ScrfdOutputs.Of("m", Input, [.. Outputs()[1..], new ModelTensor("x", 80, 80, 3, 0)]));
        Assert.Throws<BackendException>(() => ScrfdOutputs.Of("m", Input, [.. Outputs()[1..], new ModelTensor("x", 33, 33, 8, 0)]));
        Assert.Throws<BackendException>(() => ScrfdOutputs.Of("m", Input with { Height = 320 }, Outputs()));
    }

    private static ModelTensor[] Outputs() =>
        [.. from grid in new[] { 80, 40, 20 } from channels in new[] { 8, 2, 20 } select new ModelTensor($"conv{grid}{channels}", grid, grid, channels, grid * grid * channels * 4)];
}
