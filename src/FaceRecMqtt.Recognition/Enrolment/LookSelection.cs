using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Chooses the looks of one person that are worth keeping. One thread at a time.</summary>
/// <remarks>
/// Looks are put together by person: everybody's chosen looks are as similar to each other as the model's threshold asks. The person seen
/// most often, repeated looks included, is the one meant; with a second one seen half as often nobody is, and nothing is learned.
/// </remarks>
internal sealed class LookSelection(EnrolmentOptions options, EmbeddingModel model, int wanted)
{
    // People passing by while one is learned; looks of more are only counted.
    private const int MostPeople = 4;

    // Somebody seen so often is no passer-by any more.
    private const int LooksOfWhoStays = 10;

    private readonly List<SeenPerson> _people = [];
    private LookCounts _counts;
    private int _mostFaces, _largest;
    private float _sharpest, _longest, _views, _crowdedViews;

    /// <summary>The model whose looks are chosen from.</summary>
    public EmbeddingModel Model { get; private set; } = model;

    /// <summary>How often <see cref="Model"/> changed.</summary>
    public int Moves { get; private set; }

    /// <summary>Chosen looks of the person seen most.</summary>
    public int Chosen => Main?.Looks.Count ?? 0;

    /// <summary>Whether the person seen most was seen so often that it will be the one meant.</summary>
    public bool IsSettled => Main is { Seen: >= LooksOfWhoStays };

    /// <summary>Whether as many were chosen as are wanted.</summary>
    public bool IsComplete => Chosen >= wanted;

    /// <summary>What became of all looks so far, but for those that were dropped unseen.</summary>
    public LookCounts Counts => _counts with { Chosen = Chosen, SomeoneElse = _counts.SomeoneElse + _people.Sum(person => person.Looks.Count) - Chosen };

    /// <summary>Every crop that was chosen, of whomever; in the order <see cref="Move"/> wants their embeddings.</summary>
    public IReadOnlyList<byte[]> Crops => [.. _people.SelectMany(person => person.Looks).Select(chosen => chosen.Look.Crop)];

    /// <summary>Poses of the chosen looks of the person seen most, degrees; the first chosen first.</summary>
    public IReadOnlyList<(int Yaw, int Pitch)> Poses => [.. (Main?.Looks ?? []).Select(chosen => (chosen.Look.Quality.Yaw, chosen.Look.Quality.Pitch))];

    private SeenPerson? Main => _people.MaxBy(person => person.Seen);

    /// <summary>Counts a look that cannot be compared, because its model serves no more.</summary>
    public LookVerdict PassOver()
    {
        _counts = _counts with { Seen = _counts.Seen + 1, OtherModel = _counts.OtherModel + 1 };
        return LookVerdict.OtherModel;
    }

    /// <summary>Judges a look of <see cref="Model"/>.</summary>
    public LookVerdict Consider(KeptLook look)
    {
        _counts = _counts with { Seen = _counts.Seen + 1 };
        // A frame with several faces offers several looks: together they count as one view.
        var view = 1f / Math.Max(1, look.FacesInView);
        _views += view;
        if (look.FacesInView > 1)
        {
            _crowdedViews += view;
            _mostFaces = Math.Max(_mostFaces, look.FacesInView);
            _counts = _counts with { Crowded = _counts.Crowded + 1 };
            return LookVerdict.Crowded;
        }

        switch (SampleRules.Judge(look.Quality, options))
        {
            case EnrolmentRefusal.TooSmall:
                _largest = Math.Max(_largest, look.Quality.FacePx);
                _counts = _counts with { TooSmall = _counts.TooSmall + 1 };
                return LookVerdict.TooSmall;
            case not null:
                _sharpest = Math.Max(_sharpest, look.Quality.Sharpness);
                _counts = _counts with { TooBlurred = _counts.TooBlurred + 1 };
                return LookVerdict.TooBlurred;
        }

        return Choose(look, look.Raw);
    }

    /// <summary>Goes on with another model: everything chosen is judged anew by its embeddings.</summary>
    /// <param name="model">The model.</param>
    /// <param name="raw">Embeddings of <see cref="Crops"/> before normalisation, one after another.</param>
    public void Move(EmbeddingModel model, ReadOnlySpan<float> raw)
    {
        var looks = _people.SelectMany(person => person.Looks).Select(chosen => chosen.Look).ToArray();
        _people.Clear();
        Model = model;
        Moves++;
        for (var i = 0; i < looks.Length; i++)
        {
            Choose(looks[i], raw.Slice(i * model.Length, model.Length));
        }
    }

    /// <summary>Why nothing can be learned from what was chosen so far; null when something can.</summary>
    /// <param name="camera">The camera or cameras, for the text.</param>
    /// <param name="patience">How long it was watched at most, for the text.</param>
    public EnrolmentRefusal? Refusal(string camera, TimeSpan patience)
    {
        if (_crowdedViews > _views / 2)
        {
            return new EnrolmentRefusal.ManyFaces(_mostFaces, $"Up to {_mostFaces} faces were in view of {camera} most of the time; let one person stand before it alone.");
        }

        if (_people.Count > 1 && _people.Select(person => person.Seen).Order().ElementAt(_people.Count - 2) * 2 >= Main!.Seen)
        {
            return new EnrolmentRefusal.ManyFaces(
                _people.Count, $"{_people.Count} different faces took turns before {camera}; let one person stand before it alone, facing it.");
        }

        return Chosen > 0 ? null : Commonest(camera, patience);
    }

    /// <summary>The chosen looks of the person seen most.</summary>
    /// <param name="source">Where they come from.</param>
    public IReadOnlyList<NewSample> Samples(string source) =>
        [.. Main!.Looks.Select(chosen => new NewSample(chosen.Look.Crop, chosen.Embedding, chosen.Look.Quality, source))];

    private LookVerdict Choose(KeptLook look, ReadOnlySpan<float> raw)
    {
        if (look.Crop.Length == 0 || raw.Length != Model.Length || SampleRules.Judge(raw, Model, out var embedding) is not null)
        {
            _longest = Math.Max(_longest, Length(raw));
            _counts = _counts with { LowPreNorm = _counts.LowPreNorm + 1 };
            return LookVerdict.LowPreNorm;
        }

        var candidate = new ChosenLook(look, embedding);
        var isNew = true;
        var person = _people.Find(known => known.Looks.TrueForAll(other => other.Embedding.SimilarityTo(embedding) >= Model.Threshold));
        if (person is null && _people.Count == MostPeople)
        {
            _counts = _counts with { SomeoneElse = _counts.SomeoneElse + 1 };
            return LookVerdict.SomeoneElse;
        }

        if (person is null)
        {
            _people.Add(person = new SeenPerson(candidate));
        }
        else if (!(isNew = person.See(candidate)))
        {
            _counts = _counts with { Repeated = _counts.Repeated + 1 };
        }

        return person != Main ? LookVerdict.SomeoneElse : isNew ? LookVerdict.Chosen : LookVerdict.Repeated;
    }

    private static float Length(ReadOnlySpan<float> raw) => TensorPrimitives.Norm(raw) is var length && float.IsFinite(length) ? length : 0;

    private EnrolmentRefusal Commonest(string camera, TimeSpan patience)
    {
        (int Looks, EnrolmentRefusal Why)[] reasons =
        [
            (_counts.TooSmall, new EnrolmentRefusal.TooSmall(_largest, options.MinFacePx)),
            (_counts.TooBlurred, new EnrolmentRefusal.TooBlurred(_sharpest, options.MinSharpness)),
            (_counts.LowPreNorm, new EnrolmentRefusal.LowPreNorm(_longest, SampleRules.Required(Model.Gate))),
            (_counts.OtherModel, new EnrolmentRefusal.BackendUnavailable("The backend was switched while the camera was watched. Try again when that is over.")),
            (_counts.Crowded, new EnrolmentRefusal.ManyFaces(_mostFaces, $"{camera} showed this person only together with others; let one person stand before it alone.")),
        ];
        var commonest = reasons.MaxBy(reason => reason.Looks);
        return commonest.Looks > 0 ? commonest.Why : new EnrolmentRefusal.NoFace(
            $"{camera} saw no face within {patience.TotalSeconds:0} s. Stand before it and look at it; if it is offline, bring it back first.");
    }
}
