using FaceRecMqtt.Onnx.Quantization;

namespace FaceRecMqtt.Tests.Onnx.Quantization;

public sealed class ValueHistogramTests
{
    // A bell around 0 and one value far out.
    private static readonly float[] Values =
        [.. Enumerable.Range(0, 50_000).Select(i => (float)Math.Sin(i * 0.7) * (i % 100) / 100f), 40];

    [Fact]
    public void Percentile_leaves_the_one_far_value_out_and_keeps_the_rest()
    {
        var range = Histogram().Choose(RangeMethod.Percentile, 8);
        Assert.InRange(range.High, 0.9f, 1.1f);
        Assert.InRange(range.Low, -1.1f, -0.9f);
    }

    [Fact]
    public void Least_squared_error_clips_for_8_bits_as_trying_on_the_values_themselves_says()
    {
        var chosen = Histogram().Choose(RangeMethod.SquaredError, 8);
        Assert.True(chosen.High < 40);
        Assert.True(Error(chosen) < Error(ValueRange.Nothing.With(Values)));
    }

    [Fact]
    public void Whole_range_is_from_lowest_to_highest() => Assert.Equal(ValueRange.Nothing.With(Values), Histogram().Choose(RangeMethod.MinMax, 8));

    [Fact]
    public void One_value_over_and_over_is_a_range_too()
    {
        float[] same = [3, 3, 3];
        var histogram = new ValueHistogram(ValueRange.Nothing.With(same));
        histogram.Add(same);
        Assert.All(Enum.GetValues<RangeMethod>(), method => Assert.Equal(3, histogram.Choose(method, 8).High, 0.01f));
    }

    [Fact]
    public void Value_that_is_no_number_makes_the_range_useless()
    {
        Assert.False(ValueRange.Nothing.With([1, float.NaN, 2]).IsFinite);
        Assert.False(ValueRange.Nothing.With([1, float.PositiveInfinity]).IsFinite);
        Assert.False(ValueRange.Nothing.IsFinite);
    }

    private static ValueHistogram Histogram()
    {
        var histogram = new ValueHistogram(ValueRange.Nothing.With(Values));
        histogram.Add(Values);
        return histogram;
    }

    private static double Error(ValueRange range)
    {
        var grid = UniformGrid.Asymmetric(range, 8);
        return Values.Sum(value => Math.Pow(value - grid.Dequantise(grid.Quantise(value)), 2));
    }
}
