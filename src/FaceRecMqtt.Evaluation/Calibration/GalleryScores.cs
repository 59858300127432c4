using System.Numerics.Tensors;
using FaceRecMqtt.Faces.Matching;

namespace FaceRecMqtt.Evaluation.Calibration;

/// <summary>How like themselves and how like each other the people of a gallery are, as the node compares: with the best sample of a person.</summary>
/// <param name="People">People with a sample.</param>
/// <param name="Samples">Their samples that were compared.</param>
/// <param name="Genuine">Each sample against its person's other samples, in [-1, 1]; none for a person with a single one.</param>
/// <param name="Impostor">Each sample against each other person, in [-1, 1].</param>
/// <param name="Leads">Genuine score less the best of all other people; negative where another person is nearer. One per genuine score.</param>
/// <param name="Nearest">The two people who are most alike; null with fewer than two.</param>
public sealed record GalleryScores(int People, int Samples, float[] Genuine, float[] Impostor, float[] Leads, AlikePeople? Nearest)
{
    /// <summary>Samples compared at most: the work grows with their square. 3,000 × 3,000 × 512 products take a few seconds on one core.</summary>
    public const int MostSamples = 3000;

    /// <summary>Compares everybody with everybody.</summary>
    /// <param name="samples">Embedded by one model; anchors are passed over.</param>
    /// <param name="mostSamples">Of more, an even selection of each person's is taken.</param>
    /// <param name="stopping">Ends it between two samples.</param>
    public static GalleryScores Of(IEnumerable<IndexedSample> samples, int mostSamples = MostSamples, CancellationToken stopping = default)
    {
        var people = Selected(
            [.. samples.Where(sample => !sample.IsAnchor).GroupBy(sample => sample.Person, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.ToArray())],
            mostSamples);
        List<float> genuine = [], impostor = [], leads = [];
        AlikePeople? nearest = null;
        for (var person = 0; person < people.Length; person++)
        {
            for (var sample = 0; sample < people[person].Length; sample++)
            {
                stopping.ThrowIfCancellationRequested();
                var strangest = float.NegativeInfinity;
                for (var other = 0; other < people.Length; other++)
                {
                    if (other == person)
                    {
                        continue;
                    }

                    var score = Best(people[person][sample], people[other], except: -1);
                    impostor.Add(score);
                    strangest = Math.Max(strangest, score);
                    if (nearest is null || score > nearest.Similarity)
                    {
                        nearest = new AlikePeople(people[person][sample].Person, people[other][0].Person, score);
                    }
                }

                if (people[person].Length > 1)
                {
                    genuine.Add(Best(people[person][sample], people[person], except: sample));
                    leads.Add(genuine[^1] - strangest);
                }
            }
        }

        return new GalleryScores(
            people.Length, people.Sum(person => person.Length), [.. genuine], [.. impostor], people.Length > 1 ? [.. leads] : [], nearest);
    }

    private static IndexedSample[][] Selected(IndexedSample[][] people, int most)
    {
        var cap = people.Length == 0 ? 0 : people.Max(person => person.Length);
        while (cap > 2 && people.Sum(person => Math.Min(person.Length, cap)) > most)
        {
            cap--;
        }

        return [.. people.Select(person => person.Length <= cap ? person : [.. Enumerable.Range(0, cap).Select(i => person[i * person.Length / cap])])];
    }

    private static float Best(IndexedSample probe, IndexedSample[] person, int except)
    {
        var best = float.NegativeInfinity;
        for (var sample = 0; sample < person.Length; sample++)
        {
            if (sample != except)
            {
                best = Math.Max(best, TensorPrimitives.Dot(probe.Unit.Span, person[sample].Unit.Span));
            }
        }

        return Math.Clamp(best, -1f, 1f);
    }
}
