using FaceRecMqtt.Faces.Matching;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>Evidence that piles up against a verdict.</summary>
internal sealed class Doubt(IdentityOptions options)
{
    private string? _other;
    private float _weightForOther;
    private bool _flagged;
    private bool _suspected;

    /// <summary>Usable looks in a row whose recent evidence was the same other person.</summary>
    public int LooksForOther { get; private set; }

    /// <summary>Good looks since the last agreement that were not the person.</summary>
    public int LooksForNobody { get; private set; }

    /// <summary>Good ones among <see cref="LooksForOther"/>.</summary>
    public int GoodForOther { get; private set; }

    /// <summary>Whether anything speaks against the verdict.</summary>
    public bool IsRaised => _flagged || _suspected || LooksForOther > 0 || LooksForNobody > 0;

    /// <summary>The tracker may have mixed up two faces.</summary>
    public void Flag() => _flagged = true;

    /// <summary>A good look alone was not the person, though the recent evidence still is: worth closer looks, no evidence yet.</summary>
    public void Suspect(in WeighedLook look)
    {
        EndOther();
        _suspected |= look.IsGood;
    }

    /// <summary>A look was another person.</summary>
    /// <returns>Whether it persisted long enough and weighs as much as a first verdict must.</returns>
    public bool AddOther(string person, in WeighedLook look)
    {
        if (look.Weight < options.UsableWeight)
        {
            return false;
        }

        var isSame = string.Equals(_other, person, StringComparison.Ordinal);
        (_other, LooksForOther) = (person, isSame ? LooksForOther + 1 : 1);
        GoodForOther = (isSame ? GoodForOther : 0) + (look.IsGood ? 1 : 0);
        _weightForOther = (isSame ? _weightForOther : 0) + look.Weight;
        return _weightForOther >= options.DecidingWeight
            && LooksForOther >= (_flagged ? options.ContraryLooksWhenFlagged : options.ContraryLooks);
    }

    /// <summary>A look was not this person and nobody else.</summary>
    /// <returns>Whether there were enough.</returns>
    public bool AddNobody(in WeighedLook look)
    {
        EndOther();
        LooksForNobody += look.IsGood ? 1 : 0;
        return LooksForNobody >= 2 * options.GoodLooks;
    }

    /// <summary>A look was no other person: their row is broken.</summary>
    public void EndOther() => (_other, LooksForOther, GoodForOther, _weightForOther) = (null, 0, 0, 0);

    /// <summary>A look agreed, or the verdict is new.</summary>
    public void Settle()
    {
        Restart();
        _flagged = false;
    }

    /// <summary>The looks against the verdict count no more; that the tracker may have mixed up faces does.</summary>
    public void Restart()
    {
        EndOther();
        (LooksForNobody, _suspected) = (0, false);
    }

    /// <summary>What a person's similarity is at most, as far as a match tells.</summary>
    public static float CeilingOf(string person, in Match match) =>
        string.Equals(match.Best?.Id, person, StringComparison.Ordinal) ? match.Similarity : match.RunnerUpSimilarity;
}
