using CsCheck;
using FaceRecMqtt.Onnx.Quantization;

namespace FaceRecMqtt.Tests.Onnx.Quantization;

public sealed class UniformGridTests
{
    private static readonly Gen<(float, float, int)> Ranges = Gen.Select(Gen.Float[-50, 50], Gen.Float[0.01f, 60], Gen.Bool).Select(
        (low, width, isWide) => (low, low + width, isWide ? 16 : 8));

    [Fact]
    public void Value_inside_the_range_is_off_by_half_a_step_at_most_and_one_outside_is_clipped() => Ranges.SelectMany(
        range => Gen.Float[-60, 60].Select(value => (range, value))).Sample(sample =>
    {
        var ((first, second, bits), value) = sample;
        var range = new ValueRange(Math.Min(first, second), Math.Max(first, second));
        var grid = UniformGrid.Asymmetric(range, bits);
        var back = grid.Dequantise(grid.Quantise(value));
        var clipped = Math.Clamp(value, Math.Min(range.Low, 0), Math.Max(range.High, 0));
        // What float32 itself loses at this size.
        var rounding = 4e-7f * (Math.Abs(value) + Math.Abs(clipped));
        // The zero point is a whole number, so the range itself moves by up to half a step.
        Assert.InRange(back - clipped, (-1.001f * grid.Scale) - rounding, (1.001f * grid.Scale) + rounding);
        if (value == clipped && grid.Quantise(value) is > 0 and var inside && inside < grid.Highest)
        {
            Assert.InRange(back - value, (-0.501f * grid.Scale) - rounding, (0.501f * grid.Scale) + rounding);
        }
    });

    [Fact]
    public void Nearest_integer_is_the_one_that_trying_all_finds() => Ranges.SelectMany(
        range => Gen.Float[-60, 60].Select(value => (range, value))).Sample(
        sample =>
        {
            var grid = UniformGrid.Asymmetric(new(Math.Min(sample.range.Item1, sample.range.Item2), Math.Max(sample.range.Item1, sample.range.Item2)), 8);
            var nearest = Enumerable.Range(0, 256).Min(integer => Math.Abs(grid.Dequantise(integer) - sample.value));
            Assert.Equal(nearest, Math.Abs(grid.Dequantise(grid.Quantise(sample.value)) - sample.value), 1e-5f * (1 + grid.Scale));
        },
        iter: 500);

    [Fact]
    public void Zero_is_met_exactly_by_every_grid() => Ranges.Sample(sample =>
    {
        var (first, second, bits) = sample;
        var grid = UniformGrid.Asymmetric(new(Math.Min(first, second), Math.Max(first, second)), bits);
        Assert.Equal(0, grid.Dequantise(grid.Quantise(0)));
        Assert.InRange(grid.ZeroPoint, 0, grid.Highest);
    });

    [Theory]
    [InlineData(8, -127, 127)]
    [InlineData(16, -32767, 32767)]
    public void Weights_reach_equally_far_on_both_sides(int bits, long lowest, long highest)
    {
        var grid = UniformGrid.Symmetric(3, bits);
        Assert.Equal((lowest, highest, 0L), (grid.Quantise(-3), grid.Quantise(3), grid.ZeroPoint));
    }

    [Fact]
    public void Half_a_step_goes_to_the_even_integer_as_onnx_says()
    {
        var grid = new UniformGrid(1, 10, 0, 255);
        Assert.Equal([10L, 12, 12, 8, 255, 0], new[] { 0.5f, 1.5f, 2.5f, -1.5f, 1e9f, -1e9f }.Select(grid.Quantise));
    }

    [Fact]
    public void Value_far_beyond_a_tiny_range_is_clipped_to_its_end()
    {
        var grid = UniformGrid.Asymmetric(new(-8e-27f, 0), 16);
        Assert.Equal((65535L, 0L), (grid.Quantise(1e30f), grid.Quantise(-1e30f)));
    }

    [Fact]
    public void Nothing_but_zeros_has_a_scale_that_can_be_divided_by()
    {
        Assert.Equal(1, UniformGrid.Asymmetric(new(0, 0), 8).Scale);
        Assert.Equal(1, UniformGrid.Symmetric(0, 8).Scale);
        Assert.Equal(1, UniformGrid.Symmetric(1e-40f, 16).Scale);
    }
}
