namespace FaceRecMqtt.Benchmarks.Harness;

/// <summary>Measured values in any order.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>The middle one.</summary>
    public double Median => At(0.5);

    /// <summary>Adds one.</summary>
    public void Add(double value) => _values.Add(value);

    /// <summary>The value that a share of all values does not exceed.</summary>
    /// <param name="share">In [0, 1].</param>
    /// <exception cref="InvalidOperationException">Nothing was measured.</exception>
    public double At(double share)
    {
        if (_values.Count == 0)
        {
            throw new InvalidOperationException("Nothing was measured.");
        }

        var sorted = _values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }
}
