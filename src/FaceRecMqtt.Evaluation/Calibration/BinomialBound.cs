namespace FaceRecMqtt.Evaluation.Calibration;

/// <summary>What so many errors in so many trials say of the true rate. Source: Clopper and Pearson, Biometrika 26 (1934), one-sided.</summary>
/// <remarks>Holds for independent trials; pictures of one person are not quite, so the truth may be a little worse than the bound.</remarks>
public static class BinomialBound
{
    private const int Halvings = 50;

    /// <summary>Rate that is exceeded with no more than the doubt that is left.</summary>
    /// <param name="errors">Errors, in [0, trials].</param>
    /// <param name="trials">Trials, at least 1.</param>
    /// <param name="confidence">In (0, 1), for example 0.95.</param>
    public static double Upper(int errors, int trials, double confidence)
    {
        CheckCounts(errors, trials);
        if (errors == trials)
        {
            return 1;
        }

        // The chance of so few errors falls as the rate rises; the bound is where it is the doubt that is left.
        var (low, high) = ((double)errors / trials, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = AtMost(errors, trials, middle) > 1 - confidence ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>Most errors in so many trials that still show a rate to be no higher; -1 where even none would not.</summary>
    /// <param name="trials">Trials, at least 0.</param>
    /// <param name="rate">The rate, in (0, 1).</param>
    /// <param name="confidence">In (0, 1).</param>
    public static int MostErrors(int trials, double rate, double confidence)
    {
        var errors = -1;
        var chance = new Sum(trials, rate);
        while (errors < trials - 1 && chance.Next() <= 1 - confidence)
        {
            errors++;
        }

        return errors;
    }

    private static double AtMost(int errors, int trials, double rate)
    {
        var sum = new Sum(trials, rate);
        var chance = 0.0;
        for (var k = 0; k <= errors; k++)
        {
            chance = sum.Next();
        }

        return chance;
    }

    private static void CheckCounts(int errors, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(errors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(errors, trials);
    }

    // Chances of at most 0, 1, 2 … errors. Terms in logarithms: the first ones are far below what a double can hold.
    private struct Sum(int trials, double rate)
    {
        private readonly double _odds = Math.Log(rate) - Math.Log(1 - rate);
        private double _term = trials * Math.Log(1 - rate);
        private double _chance;
        private int _errors;

        public double Next()
        {
            _chance += Math.Exp(_term);
            _errors++;
            _term += Math.Log((double)(trials - _errors + 1) / _errors) + _odds;
            return _chance;
        }
    }
}
