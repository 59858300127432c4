using System.Numerics.Tensors;
using FaceRecMqtt.Hailo.Interop.Structs;
using FaceRecMqtt.Hailo.Simulation;

namespace FaceRecMqtt.Tests.Hailo.Simulation;

[Collection(nameof(StandIn))]
public sealed class DriftTests
{
    private const float Tolerance = 0.08f;
    private static readonly byte[] Crop = [.. Enumerable.Range(0, EchoModel.InputBytes).Select(i => (byte)(i * 5))];

    public DriftTests() => StandIn.Require();

    [Fact]
    public void Answers_part_from_the_first_by_what_was_set_and_keep_their_length()
    {
        using var rig = new Rig(Wide(), FormatType.Float32);
        var first = Embed(rig);
        StandIn.Set("drift_per_inference", 0.1);
        for (var n = 0; n <= 10; n++)
        {
            var drifted = Embed(rig);
            Assert.Equal(1 - (0.1f * n), TensorPrimitives.CosineSimilarity(first, drifted), Tolerance);
            // Not exactly: what leaves the range of the output is cut.
            Assert.InRange(TensorPrimitives.Norm(drifted) / TensorPrimitives.Norm(first), 0.8f, 1.1f);
        }
    }

    [Theory]
    [InlineData(0, 0.5f)]
    [InlineData(1, 1f)]
    public void A_new_device_heals_the_drift_only_where_told(double heals, float cosine)
    {
        float[] first;
        using (var rig = new Rig(Wide(), FormatType.Float32))
        {
            first = Embed(rig);
            StandIn.Set("drift_heals", heals);
            StandIn.Set("drift_per_inference", 0.1);
            for (var n = 0; n < 5; n++)
            {
                Embed(rig);
            }
        }

        using var anew = new Rig(Wide(), FormatType.Float32);
        Assert.Equal(cosine, TensorPrimitives.CosineSimilarity(first, Embed(anew)), Tolerance);
    }

    [Fact]
    public void Drift_of_one_group_leaves_the_others_alone()
    {
        StandIn.Set("drift@other", 0.9);
        using var rig = new Rig(Wide(), FormatType.Float32);
        var first = Embed(rig);
        Assert.Equal(first, Embed(rig));
        StandIn.Set("drift@wide", 0.9);
        Assert.InRange(TensorPrimitives.CosineSimilarity(first, Embed(rig)), -0.2f, 0.3f);
    }

    private static SimulatedModel Wide() => new("wide", [new("wide/in", 4, 4, 3)],
        [new("wide/fc1", 1, 1, 512) { IsVector = true, Quantisation = new(383, 0.01f, -3.83f, 651, 16) }]);

    private static float[] Embed(Rig rig) => rig.Run(Crop)["wide/fc1"];
}
