using FaceRecMqtt.Onnx.Graph;
using FaceRecMqtt.Onnx.Quantization;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Onnx.Quantization;

public sealed class PerChannelWeightsTests
{
    [Theory]
    [InlineData(0, 8)]
    [InlineData(1, 8)]
    [InlineData(0, 16)]
    [InlineData(0, 4)]
    public void Every_weight_is_off_by_half_a_step_of_its_own_channel_at_most(int axis, int bits)
    {
        long[] shape = [3, 4, 2];
        var weights = TinyModel.Weight("w", shape, new Random(5));
        for (var i = 0; i < weights.Values.Length; i++)
        {
            // Channels of very different magnitude.
            weights.Values[i] *= MathF.Pow(10, Channel(i, axis));
        }

        var (integers, scales) = PerChannelWeights.Of(weights, axis, bits, "q");
        Assert.Equal((int)shape[axis], scales.Length);
        for (var i = 0; i < weights.Values.Length; i++)
        {
            var channel = Channel(i, axis);
            var largest = Enumerable.Range(0, 24).Where(other => Channel(other, axis) == channel).Max(other => Math.Abs(weights.Values[other]));
            Assert.Equal(largest / ((1 << (bits - 1)) - 1), scales[channel], 1e-6f * scales[channel]);
            Assert.InRange((integers.Values[i] * scales[channel]) - weights.Values[i], -0.501f * scales[channel], 0.501f * scales[channel]);
        }
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused_by_name()
    {
        var fault = Assert.Throws<QuantiseException>(() => PerChannelWeights.Of(new OnnxTensor("conv1.weight", [1, 2], [1, float.PositiveInfinity]), 0, 8, "q"));
        Assert.Contains("conv1.weight", fault.Message, StringComparison.Ordinal);
    }

    // Row-major position in [3, 4, 2] along an axis.
    private static int Channel(int index, int axis) => axis == 0 ? index / 8 : index / 2 % 4;
}
