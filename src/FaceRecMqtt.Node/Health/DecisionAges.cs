namespace FaceRecMqtt.Node.Health;

/// <summary>How old decisions were when they were made, over the last hundred. Safe on any thread.</summary>
internal sealed class DecisionAges
{
    private const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly int[] _ages = new int[Kept];
    private long _count;

    /// <summary>Adds one.</summary>
    /// <param name="ms">Age, ms.</param>
    public void Add(int ms)
    {
        lock (_gate)
        {
            _ages[_count++ % Kept] = ms;
        }
    }

    /// <summary>The median, ms; null before the first.</summary>
    public double? Median()
    {
        lock (_gate)
        {
            var known = _ages[..(int)Math.Min(_count, Kept)];
            Array.Sort(known);
            return known.Length == 0 ? null : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2.0;
        }
    }
}
