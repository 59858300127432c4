using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Faces.Quality;

namespace FaceRecMqtt.Faces.Identity;

/// <summary>Who a track is, as far as its looks tell. One thread at a time.</summary>
/// <remarks>
/// A wrong name is worse than no name, so a verdict is easier to get than to overturn only for what cannot hurt:
/// <list type="bullet">
/// <item>Without a name, the summed evidence names the person once it weighs enough; one good look of full trust does alone when the sum leans to the same person
/// (among many looks at a stranger one may come near somebody by chance, but hardly the one whom all of them together are nearest to).</item>
/// <item>A name is taken back only by evidence that persists, and then the recent evidence is asked: the sum still holds the looks that were wrong.</item>
/// <item>Unknown takes several good looks, twice as many near the threshold or between two people: not seen well is not a stranger.</item>
/// </list>
/// Allocates at the first look of a model only.
/// </remarks>
/// <param name="options">How much evidence a verdict takes.</param>
public sealed partial class FaceIdentity(IdentityOptions options)
{
    /// <summary>Name of a face that is nobody in the gallery.</summary>
    public const string UnknownName = "unknown";

    private readonly Evidence _evidence = new(options);
    private readonly LookSchedule _schedule = new(options);
    private readonly Doubt _doubt = new(options);
    private GalleryIndex? _index;
    private IdentityState _told;
    private string? _toldPerson;

    /// <summary>The verdict.</summary>
    public IdentityState State { get; private set; }

    /// <summary>Person's id; null unless known.</summary>
    public string? Person { get; private set; }

    /// <summary>Person's name, or <see cref="UnknownName"/>.</summary>
    public string Name { get; private set; } = UnknownName;

    /// <summary>The look that decided; null before the first verdict.</summary>
    public FaceDecision? Decision { get; private set; }

    /// <summary>Similarity of the deciding look's best candidate, in [-1, 1]; null without a verdict or with an empty gallery.</summary>
    public float? Similarity => Decision?.Similarity;

    /// <summary>Looks in the evidence.</summary>
    public int Looks => _evidence.Looks;

    /// <summary>A copy of the summed evidence before normalisation, of the model that looked last; empty without evidence. Allocates: for a verdict, not for a frame.</summary>
    public float[] CopyEvidence() => _evidence.Copy();

    /// <summary>Embeddings left out because they were zero or not finite: the model or its input is broken.</summary>
    public long BrokenEmbeddings { get; private set; }

    /// <summary>Counts a frame that shows the face and says whether it is worth an embedding; stays true until <see cref="Observe"/>.</summary>
    /// <param name="quality">Quality of the face in this frame; poor ones are never worth it.</param>
    /// <param name="index">The newest index of the active model.</param>
    public bool IsDue(in FaceQuality quality, GalleryIndex index) => _schedule.IsDue(quality, index, State);

    /// <summary>The tracker may have mixed this face up with another: look again at once, and believe the looks sooner.</summary>
    public void Flag()
    {
        _schedule.Flag();
        _doubt.Flag();
    }

    /// <summary>Follows a change of the gallery without a new look: a renamed person's name, a deleted person's disappearance.</summary>
    /// <param name="index">The newest index; the same as before costs nothing.</param>
    /// <returns>Whether the shown name changed. A person who vanished leaves the track undecided until its next look.</returns>
    public bool Refresh(GalleryIndex index)
    {
        if (ReferenceEquals(index, _index))
        {
            return false;
        }

        _index = index;
        if (Decision is { } decision)
        {
            Decision = decision with { Match = Remaining(decision.Match, index) };
        }

        if (Person is null)
        {
            return false;
        }

        var (person, name) = (index.Person(Person), Name);
        Name = person?.Name ?? UnknownName;
        if (person is null)
        {
            (State, Person) = (IdentityState.Undecided, null);
            IsHeeding = false;
            _doubt.Settle();
        }

        return !string.Equals(name, Name, StringComparison.Ordinal);
    }

    /// <summary>Adds a look to the evidence and draws the verdict.</summary>
    /// <param name="look">The look; not kept.</param>
    /// <param name="index">Index of the model that embedded it. Another model than before discards the evidence but not the verdict.</param>
    /// <param name="threshold">Similarity to ask for, in [-1, 1]; a person's own takes its place as <see cref="GalleryIndex.ThresholdOf"/> says.</param>
    /// <param name="margin">Lead over the runner-up to ask for, in [0, 2].</param>
    /// <exception cref="ArgumentException">The embedding is not of the index's model's length.</exception>
    public IdentityTransition Observe(in FaceLook look, GalleryIndex index, float threshold, float margin)
    {
        CheckLength(look, index.Model);
        Adopt(index);
        var weighed = _evidence.Add(look, index.Model);
        BrokenEmbeddings += weighed.HasDirection ? 0 : 1;
        var transition = IdentityTransition.None;
        if (weighed.Weight > 0 && !IsHeeding)
        {
            transition = State == IdentityState.Known && Person is { } person
                ? Doubting(person, look, weighed, index, threshold, margin)
                : Naming(look, weighed, index, threshold, margin);
        }

        _schedule.Looked(look.Quality, index, State, transition == IdentityTransition.None && !_doubt.IsRaised);
        return transition;
    }

    private void Adopt(GalleryIndex index)
    {
        if (!_evidence.IsOf(index.Model))
        {
            _evidence.Adopt(index.Model);
            _schedule.Forget();
            _doubt.Restart();
            IsHeeding = false;
        }

        Refresh(index);
    }

    // Undecided or unknown: is it somebody?
    private IdentityTransition Naming(in FaceLook look, in WeighedLook weighed, GalleryIndex index, float threshold, float margin)
    {
        var (sum, alone) = (_evidence.MatchSum(index), _evidence.MatchLook(index));
        var standsAlone = weighed.DecidesAlone && index.Accepts(alone, threshold, margin);
        var agree = string.Equals(sum.Best?.Id, alone.Best?.Id, StringComparison.Ordinal);
        if (_evidence.Weight >= options.DecidingWeight && index.Accepts(sum, threshold, margin) && (agree || !standsAlone))
        {
            return Decide(IdentityState.Known, sum, look, weighed, index, threshold);
        }

        if (standsAlone && agree)
        {
            return Decide(IdentityState.Known, alone, look, weighed, index, threshold);
        }

        var recent = _evidence.MatchRecent(index);
        if (!index.Accepts(recent, threshold, margin))
        {
            _doubt.EndOther();
        }
        else if (_doubt.AddOther(recent.Best!.Id, weighed))
        {
            _evidence.KeepRecent(_doubt.LooksForOther, _doubt.GoodForOther);
            return Decide(IdentityState.Known, recent, look, weighed, index, threshold);
        }

        var isGrey = sum.Best is not null && sum.Similarity >= index.ThresholdOf(sum.Best, threshold) - options.GreyZone;
        return State == IdentityState.Undecided && _evidence.GoodLooks >= options.GoodLooks * (isGrey ? 2 : 1)
            ? Decide(IdentityState.Unknown, sum, look, weighed, index, threshold)
            : IdentityTransition.None;
    }

    // Known: is it still this person?
    private IdentityTransition Doubting(
        string person, in FaceLook look, in WeighedLook weighed, GalleryIndex index, float threshold, float margin)
    {
        var recent = _evidence.MatchRecent(index);
        var impostor = Math.Min(options.ImpostorLevel, index.ThresholdOf(index.Person(person), threshold) - options.GreyZone);
        if (index.Accepts(recent, threshold, margin))
        {
            if (string.Equals(recent.Best!.Id, person, StringComparison.Ordinal))
            {
                // The recent evidence lags one or two looks behind a mix-up, so the look itself is asked too.
                if (Doubt.CeilingOf(person, _evidence.MatchLook(index)) >= impostor)
                {
                    return Confirm(recent, look, weighed, index, threshold);
                }

                _doubt.Suspect(weighed);
                return IdentityTransition.None;
            }

            if (_doubt.AddOther(recent.Best.Id, weighed))
            {
                _evidence.KeepRecent(_doubt.LooksForOther, _doubt.GoodForOther);
                return Decide(IdentityState.Known, recent, look, weighed, index, threshold);
            }

            return IdentityTransition.None;
        }

        if (Doubt.CeilingOf(person, recent) >= impostor)
        {
            _doubt.EndOther();
            return IdentityTransition.None;
        }

        if (_doubt.AddNobody(weighed))
        {
            _evidence.KeepRecent(_doubt.LooksForNobody, _doubt.LooksForNobody);
            return Decide(IdentityState.Unknown, recent, look, weighed, index, threshold);
        }

        return IdentityTransition.None;
    }

    private IdentityTransition Confirm(in Match match, in FaceLook look, in WeighedLook weighed, GalleryIndex index, float threshold)
    {
        _doubt.Settle();
        // What is told of a track is of one model: the first agreement of a new one replaces the old one's figures.
        if (Decision is { } decision && !string.Equals(decision.Model, index.Model.Id, StringComparison.Ordinal))
        {
            Decision = Decided(match, look, weighed, index, threshold);
        }

        return IdentityTransition.None;
    }

    private IdentityTransition Decide(
        IdentityState state, in Match match, in FaceLook look, in WeighedLook weighed, GalleryIndex index, float threshold)
    {
        var isKnown = state == IdentityState.Known;
        (State, Person) = (state, isKnown ? match.Best!.Id : null);
        Name = isKnown ? match.Best!.Name : UnknownName;
        Decision = Decided(match, look, weighed, index, threshold);
        _doubt.Settle();
        return Tell();
    }

    private IdentityTransition Tell()
    {
        var isKnown = State == IdentityState.Known;
        var (before, personBefore) = (_told, _toldPerson);
        (_told, _toldPerson) = (State, Person);
        return before switch
        {
            IdentityState.Known when !string.Equals(personBefore, Person, StringComparison.Ordinal) => IdentityTransition.Changed,
            IdentityState.Known => IdentityTransition.None,
            _ when isKnown => IdentityTransition.Recognized,
            IdentityState.Undecided => IdentityTransition.Unknown,
            _ => IdentityTransition.None,
        };
    }

    private FaceDecision Decided(in Match match, in FaceLook look, in WeighedLook weighed, GalleryIndex index, float threshold) => new(
        match, index.ThresholdOf(match.Best, threshold), weighed.PreNorm, look.Quality, _evidence.Looks, index.Model.Id, look.Backend,
        look.Box, look.FrameWidth, look.FrameHeight, look.CapturedAt, look.Captured)
    {
        Because = look.Because,
    };

    // Nothing of a deleted person may be told any more, also not as a runner-up.
    private static Match Remaining(in Match match, GalleryIndex index)
    {
        if (match.Best is null || index.Person(match.Best.Id) is null)
        {
            return default;
        }

        return match.RunnerUp is null || index.Person(match.RunnerUp.Id) is null ? match with { RunnerUp = null, RunnerUpSimilarity = 0 } : match;
    }

    private static void CheckLength(in FaceLook look, EmbeddingModel model)
    {
        if (look.Raw.Length != model.Length)
        {
            throw new ArgumentException(
                $"{look.Raw.Length} values where {model.Id} makes {model.Length}; hand in the index of the model that embedded the look.", nameof(look));
        }
    }
}
