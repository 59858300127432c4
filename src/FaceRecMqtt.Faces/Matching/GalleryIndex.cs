using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Faces.Matching;

/// <summary>Everybody enrolled, embedded by one model, ready to be compared with. An immutable snapshot: a change of the gallery is a new index.</summary>
/// <remarks>
/// All samples lie in one array, each person's together, anchors last. Safe on any thread. Source for the speed: 10,000 × 512 products take about
/// 1 ms on one core.
/// </remarks>
public sealed class GalleryIndex
{
    private readonly IndexedPerson[] _people;
    private readonly int[] _firstRow;
    private readonly int[] _firstAnchor;
    private readonly float[] _rows;

    /// <summary>Builds the snapshot.</summary>
    /// <param name="model">The model that embedded the samples.</param>
    /// <param name="samples">In any order; several per person. Somebody of whom there are only anchors is left out.</param>
    /// <param name="threshold">What this gallery asks for instead of the model's threshold, in [-1, 1]; null for the model's.</param>
    /// <param name="margin">The same for the lead over the runner-up, in [0, 2].</param>
    /// <exception cref="ArgumentException">A sample has another size than the model's embeddings, or is not of length 1.</exception>
    public GalleryIndex(EmbeddingModel model, IEnumerable<IndexedSample> samples, float? threshold = null, float? margin = null)
    {
        (Model, Threshold, Margin) = (model, threshold ?? model.Threshold, margin ?? model.Margin);
        // Ordered by id, so that a tie is decided the same way whatever the order of the samples.
        var groups = samples.GroupBy(sample => sample.Person, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.OrderBy(sample => sample.IsAnchor).ToArray()).Where(group => !group[0].IsAnchor).ToArray();
        _people = [.. groups.Select(group => new IndexedPerson(group[0].Person, group[0].Name) { Threshold = group[0].Threshold })];
        _rows = new float[groups.Sum(group => group.Length) * model.Length];
        _firstRow = new int[groups.Length + 1];
        _firstAnchor = new int[groups.Length];
        var row = 0;
        for (var person = 0; person < groups.Length; person++)
        {
            _firstAnchor[person] = row + groups[person].Count(sample => !sample.IsAnchor);
            SampleCount += _firstAnchor[person] - row;
            foreach (var sample in groups[person])
            {
                CheckSample(sample, model);
                sample.Unit.Span.CopyTo(_rows.AsSpan(row++ * model.Length));
            }

            _firstRow[person + 1] = row;
        }
    }

    /// <summary>The model that embedded the samples; probes must come from it.</summary>
    public EmbeddingModel Model { get; }

    /// <summary>Similarity a name needs, in [-1, 1]: the model's threshold, or what this gallery's calibration put in its place.</summary>
    public float Threshold { get; }

    /// <summary>Lead over the runner-up a name needs, in [0, 2]; like <see cref="Threshold"/>.</summary>
    public float Margin { get; }

    /// <summary>Everybody in the index, ordered by id.</summary>
    public IReadOnlyList<IndexedPerson> People => _people;

    /// <summary>Number of embedded pictures that show a person of the index; anchors not counted.</summary>
    public int SampleCount { get; }

    /// <summary>The person with an id, or null.</summary>
    public IndexedPerson? Person(string id)
    {
        foreach (var person in _people)
        {
            if (string.Equals(person.Id, id, StringComparison.Ordinal))
            {
                return person;
            }
        }

        return null;
    }

    /// <summary>Similarity that a person needs where so much is asked for of everybody.</summary>
    /// <remarks>An own threshold takes the place of the model's, whether lower or higher; who asks for more than the model (a camera) asks it of them too.</remarks>
    /// <param name="person">Who; null for nobody.</param>
    /// <param name="asked">What is asked for of everybody, in [-1, 1].</param>
    public float ThresholdOf(IndexedPerson? person, float asked) =>
        person?.Threshold is not { } own ? asked : asked > Threshold ? Math.Max(own, asked) : own;

    /// <summary>Whether a match names its nearest person.</summary>
    /// <param name="match">What <see cref="Find"/> returned.</param>
    /// <param name="asked">Similarity asked for of everybody, in [-1, 1].</param>
    /// <param name="margin">Least lead, in [0, 2].</param>
    public bool Accepts(in Match match, float asked, float margin) => match.IsAccepted(ThresholdOf(match.Best, asked), margin);

    /// <summary>Finds the two people nearest to a probe; a person's score is the best of its samples. Allocates nothing.</summary>
    /// <remarks>Whose anchor is as near as their best sample is no candidate: the probe is the look-alike.</remarks>
    /// <param name="unitProbe">Embedding of <see cref="Model"/>, length 1, shape <c>[Length]</c>.</param>
    /// <returns>Both people null when there is no candidate.</returns>
    /// <exception cref="ArgumentException">The probe has another size than the model's embeddings.</exception>
    public Match Find(ReadOnlySpan<float> unitProbe)
    {
        CheckSize(unitProbe.Length, Model, nameof(unitProbe));
        int best = -1, second = -1;
        float bestScore = float.NegativeInfinity, secondScore = float.NegativeInfinity;
        for (var person = 0; person < _people.Length; person++)
        {
            var score = ScoreOf(person, unitProbe);
            if (score > bestScore)
            {
                (second, secondScore) = (best, bestScore);
                (best, bestScore) = (person, score);
            }
            else if (score > secondScore)
            {
                (second, secondScore) = (person, score);
            }
        }

        return new Match(
            best < 0 ? null : _people[best],
            best < 0 ? 0 : Math.Clamp(bestScore, -1f, 1f),
            second < 0 ? null : _people[second],
            second < 0 ? 0 : Math.Clamp(secondScore, -1f, 1f));
    }

    /// <summary>Similarity of a probe to the nearest of one person's samples, in [-1, 1]; anchors do not count.</summary>
    /// <param name="person">Who; of this index.</param>
    /// <param name="unitProbe">As in <see cref="Find"/>.</param>
    /// <exception cref="ArgumentException">The probe has another size than the model's embeddings, or the person is of another index.</exception>
    public float SimilarityTo(IndexedPerson person, ReadOnlySpan<float> unitProbe)
    {
        CheckSize(unitProbe.Length, Model, nameof(unitProbe));
        var at = Array.IndexOf(_people, person);
        return at < 0
            ? throw new ArgumentException($"{person.Id} is not in this index.", nameof(person))
            : Math.Clamp(BestOf(_firstRow[at], _firstAnchor[at], unitProbe), -1f, 1f);
    }

    private float ScoreOf(int person, ReadOnlySpan<float> probe)
    {
        var score = BestOf(_firstRow[person], _firstAnchor[person], probe);
        return BestOf(_firstAnchor[person], _firstRow[person + 1], probe) >= score ? float.NegativeInfinity : score;
    }

    private float BestOf(int first, int end, ReadOnlySpan<float> probe)
    {
        var score = float.NegativeInfinity;
        for (var row = first; row < end; row++)
        {
            score = Math.Max(score, TensorPrimitives.Dot(probe, _rows.AsSpan(row * probe.Length, probe.Length)));
        }

        return score;
    }

    private static void CheckSample(IndexedSample sample, EmbeddingModel model)
    {
        CheckSize(sample.Unit.Length, model, nameof(sample));
        var length = TensorPrimitives.Norm(sample.Unit.Span);
        if (!(Math.Abs(length - 1) < 1e-3f))
        {
            throw new ArgumentException($"A sample of {sample.Person} has length {length}, not 1; normalise it before indexing.", nameof(sample));
        }
    }

    private static void CheckSize(int length, EmbeddingModel model, string argument)
    {
        if (length != model.Length)
        {
            throw new ArgumentException($"{length} values where {model.Id} makes {model.Length}; embeddings of different models are never compared.", argument);
        }
    }
}
