using System.Diagnostics;

namespace FaceRecMqtt.Benchmarks.Harness;

/// <summary>Two ways of doing one thing, timed in turn so that what disturbs the machine disturbs both.</summary>
/// <param name="Ours">Median time of ours, ms.</param>
/// <param name="Baseline">Median time of the baseline, ms.</param>
internal readonly record struct Race(double Ours, double Baseline)
{
    private const int WarmUps = 20;

    /// <summary>Ours as a multiple of the baseline.</summary>
    public double Ratio => Ours / Baseline;

    /// <summary>Runs both in turn, each first every other time.</summary>
    /// <param name="rounds">How often each is timed.</param>
    /// <param name="ours">One operation.</param>
    /// <param name="baseline">One operation of the baseline.</param>
    public static Race Run(int rounds, Action ours, Action baseline)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            ours();
            baseline();
        }

        var (first, second) = (new Samples(), new Samples());
        for (var i = 0; i < rounds; i++)
        {
            if (i % 2 == 0)
            {
                first.Add(Time(ours));
                second.Add(Time(baseline));
            }
            else
            {
                second.Add(Time(baseline));
                first.Add(Time(ours));
            }
        }

        return new(first.Median, second.Median);
    }

    /// <summary>Median time of one operation, ms.</summary>
    /// <param name="rounds">How often it is timed.</param>
    /// <param name="operation">The operation.</param>
    public static double Alone(int rounds, Action operation)
    {
        operation();
        var times = new Samples();
        for (var i = 0; i < rounds; i++)
        {
            times.Add(Time(operation));
        }

        return times.Median;
    }

    private static double Time(Action operation)
    {
        var begun = Stopwatch.GetTimestamp();
        operation();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
