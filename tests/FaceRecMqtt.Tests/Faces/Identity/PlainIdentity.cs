using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;
using static FaceRecMqtt.Tests.Faces.Identity.Synthetic;

namespace FaceRecMqtt.Tests.Faces.Identity;

/// <summary>The rules of an identity told slowly: every look is kept and everything is summed anew each time, in double precision.</summary>
internal sealed class PlainIdentity(IdentityOptions options)
{
    private readonly List<(float[] Raw, double Weight, bool Good)> _looks = [];
    private readonly List<(float[] Raw, double Weight)> _ever = [];
    private double[] _before = new double[Values];
    private double _weightBefore;
    private int _goodBefore;
    private List<(string Person, bool Good, double Weight)> _row = [];
    private int _nobody;
    private bool _flagged;

    public IdentityState State { get; private set; }

    public string? Person { get; private set; }

    /// <summary>Smallest distance of a comparison to the value it was compared with: near zero, float and double may part.</summary>
    public double Closest { get; private set; } = 1;

    public void Flag() => _flagged = true;

    public void See(float[] raw, FaceGrade grade, GalleryIndex index)
    {
        var preNorm = Math.Sqrt(raw.Sum(value => (double)value * value));
        var trust = Model.Gate.Weight((float)preNorm);
        Closest = Math.Min(Closest, Math.Min(Math.Abs(preNorm - Model.Gate.High), Math.Abs(trust - options.GoodTrust)));
        var weight = trust * grade switch { FaceGrade.Good => 1, FaceGrade.Fair => options.FairWeight, _ => 0 };
        if (weight == 0)
        {
            return;
        }

        Closest = Math.Min(Closest, Math.Abs(weight - options.UsableWeight));
        var good = grade == FaceGrade.Good && trust >= options.GoodTrust;
        _looks.Add((raw, weight, good));
        _ever.Add((raw, weight));
        var recent = Find(Recent(), index);
        if (State == IdentityState.Known)
        {
            Doubt(recent, Find([.. raw.Select(value => (double)value)], index), weight, good);
            return;
        }

        var sum = Find(Sum(), index);
        var alone = Find([.. raw.Select(value => (double)value)], index);
        var standsAlone = good && trust >= 1 && Accepted(alone);
        var total = _weightBefore + _looks.Sum(look => look.Weight);
        Closest = Math.Min(Closest, Math.Abs(total - options.DecidingWeight));
        if (total >= options.DecidingWeight && Accepted(sum) && (sum.Best == alone.Best || !standsAlone))
        {
            Decide(sum.Best);
        }
        else if (standsAlone && sum.Best == alone.Best)
        {
            Decide(alone.Best);
        }
        else if (AnotherPersists(recent, weight, good))
        {
            Restart(_row.Count(look => look.Good));
            Decide(recent.Best);
        }
        else
        {
            var grey = sum.Best is not null && sum.Similarity >= Threshold - options.GreyZone;
            if (State == IdentityState.Undecided && _goodBefore + _looks.Count(look => look.Good) >= options.GoodLooks * (grey ? 2 : 1))
            {
                Decide(null);
            }
        }
    }

    private void Doubt(
        (string? Best, double Similarity, string? Second, double SecondSimilarity) recent,
        (string? Best, double Similarity, string? Second, double SecondSimilarity) alone,
        double weight,
        bool good)
    {
        var level = Math.Min(options.ImpostorLevel, Threshold - options.GreyZone);
        if (Accepted(recent) && recent.Best == Person)
        {
            var itself = alone.Best == Person ? alone.Similarity : alone.SecondSimilarity;
            Closest = Math.Min(Closest, Math.Abs(itself - level));
            _row = [];
            (_nobody, _flagged) = itself >= level ? (0, false) : (_nobody, _flagged);
        }
        else if (Accepted(recent))
        {
            if (AnotherPersists(recent, weight, good))
            {
                Restart(_row.Count(look => look.Good));
                Decide(recent.Best);
            }
        }
        else
        {
            _row = [];
            var ceiling = recent.Best == Person ? recent.Similarity : recent.SecondSimilarity;
            Closest = Math.Min(Closest, Math.Abs(ceiling - level));
            _nobody += ceiling < level && good ? 1 : 0;
            if (ceiling < level && _nobody >= 2 * options.GoodLooks)
            {
                Restart(_nobody);
                Decide(null);
            }
        }
    }

    private bool AnotherPersists((string? Best, double Similarity, string? Second, double SecondSimilarity) recent, double weight, bool good)
    {
        if (!Accepted(recent))
        {
            _row = [];
            return false;
        }

        if (weight < options.UsableWeight)
        {
            return false;
        }

        _row = [.. _row.Where(_ => _row[0].Person == recent.Best), (recent.Best!, good, weight)];
        var together = _row.Sum(look => look.Weight);
        Closest = Math.Min(Closest, Math.Abs(together - options.DecidingWeight));
        return together >= options.DecidingWeight && _row.Count >= (_flagged ? options.ContraryLooksWhenFlagged : options.ContraryLooks);
    }

    private void Decide(string? person)
    {
        (State, Person) = (person is null ? IdentityState.Unknown : IdentityState.Known, person);
        (_row, _nobody, _flagged) = ([], 0, false);
    }

    private void Restart(int good)
    {
        _before = Recent();
        _weightBefore = Enumerable.Range(0, _ever.Count).Sum(i => _ever[i].Weight * KeptOf(i));
        _goodBefore = good;
        _looks.Clear();
    }

    private double[] Sum() => [.. Enumerable.Range(0, Values).Select(i => _before[i] + _looks.Sum(look => look.Weight * look.Raw[i]))];

    private double[] Recent() => [.. Enumerable.Range(0, Values).Select(i => _ever.Select((look, at) => look.Weight * KeptOf(at) * look.Raw[i]).Sum())];

    private double KeptOf(int look) => Math.Pow(options.RecentDecay, _ever.Skip(look + 1).Sum(later => later.Weight));

    private bool Accepted((string? Best, double Similarity, string? Second, double SecondSimilarity) match)
    {
        Closest = Math.Min(Closest, Math.Abs(match.Similarity - Threshold));
        Closest = Math.Min(Closest, Math.Abs(match.Similarity - match.SecondSimilarity - Margin));
        return match.Best is not null && match.Similarity >= Threshold && (match.Second is null || match.Similarity - match.SecondSimilarity >= Margin);
    }

    private (string? Best, double Similarity, string? Second, double SecondSimilarity) Find(double[] probe, GalleryIndex index)
    {
        var length = Math.Sqrt(probe.Sum(value => value * value));
        var scores = index.People.Select(person => (person.Id, Score: Direction(person.Id).Zip(probe, (a, b) => a * b).Sum() / length))
            .OrderByDescending(person => person.Score).ToArray();
        var best = scores.FirstOrDefault();
        var second = scores.Skip(1).FirstOrDefault();
        Closest = Math.Min(Closest, Math.Abs(best.Score - (Threshold - options.GreyZone)));
        Closest = scores.Length < 2 ? Closest : Math.Min(Closest, best.Score - second.Score);
        return (best.Id, best.Score, second.Id, second.Score);
    }
}
