namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>How often an activation had which values, in bins of equal width.</summary>
/// <param name="range">All values lie in it; finite.</param>
internal sealed class ValueHistogram(ValueRange range)
{
    // Eight bins for each of 256 steps, so that rounding shows in a bin's middle.
    private const int Bins = 2048;
    private const double Outermost = 1e-4;
    private const int Narrowings = 40;
    private const float NarrowestPart = 0.2f;

    private readonly long[] _counts = new long[Bins];
    private readonly double _width = Math.Max(((double)range.High - range.Low) / Bins, double.Epsilon);
    private long _total;

    /// <summary>Counts values.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            _counts[Math.Clamp((int)((value - range.Low) / _width), 0, Bins - 1)]++;
        }

        _total += values.Length;
    }

    /// <summary>The range a method chooses.</summary>
    /// <param name="method">How.</param>
    /// <param name="bits">Bits of the integers.</param>
    public ValueRange Choose(RangeMethod method, int bits) => method switch
    {
        RangeMethod.Percentile => WithoutOutermost(),
        RangeMethod.SquaredError => LeastError(bits),
        _ => range,
    };

    private ValueRange WithoutOutermost()
    {
        var most = (long)(_total * Outermost / 2);
        int low = 0, high = Bins - 1;
        for (var left = most - _counts[low]; left >= 0 && low < high; left -= _counts[low])
        {
            low++;
        }

        for (var left = most - _counts[high]; left >= 0 && high > low; left -= _counts[high])
        {
            high--;
        }

        return new(low == 0 ? range.Low : Edge(low), high == Bins - 1 ? range.High : Edge(high + 1));
    }

    private ValueRange LeastError(int bits)
    {
        var best = range;
        var least = double.PositiveInfinity;
        for (var step = 0; step <= Narrowings; step++)
        {
            var part = 1 - ((1 - NarrowestPart) * step / Narrowings);
            var narrowed = new ValueRange(range.Low * part, range.High * part);
            var error = SquaredError(UniformGrid.Asymmetric(narrowed, bits));
            if (error < least)
            {
                (best, least) = (narrowed, error);
            }
        }

        return best;
    }

    private double SquaredError(UniformGrid grid)
    {
        var sum = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            if (_counts[bin] > 0)
            {
                var middle = (float)(range.Low + ((bin + 0.5) * _width));
                var error = (double)middle - grid.Dequantise(grid.Quantise(middle));
                sum += _counts[bin] * error * error;
            }
        }

        return sum;
    }

    private float Edge(int bin) => (float)(range.Low + (bin * _width));
}
