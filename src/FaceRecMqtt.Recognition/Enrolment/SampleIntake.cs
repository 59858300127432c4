using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Faces.Matching;
using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>The last gate before the gallery: samples that look like somebody else, or that the person has already, do not pass.</summary>
internal sealed class SampleIntake(FaceGallery gallery)
{
    // Two pictures of a face do not come so near; a copy of one picture, recompressed or scaled, does.
    private const float Copy = 0.97f;

    /// <summary>Stores the samples that are new, all or none.</summary>
    /// <remarks>
    /// They are judged by the people of one moment; had the gallery changed when they are stored, they would be judged anew. So of two enrolments
    /// of one face under two names at the same time only one succeeds.
    /// </remarks>
    /// <param name="name">Whose.</param>
    /// <param name="samples">At least one, all embedded by <paramref name="model"/>.</param>
    /// <param name="model">The model.</param>
    /// <param name="force">Also when they look like somebody else or are too many.</param>
    /// <param name="also">What changes in the file with it, all or nothing; see <see cref="FaceGallery.Add"/>.</param>
    public IntakeResult Take(PersonName name, IReadOnlyList<NewSample> samples, EmbeddingModel model, bool force, Action? also = null)
    {
        while (true)
        {
            if (TryTake(gallery.Index(model), name, samples, force, also) is { } result)
            {
                return result;
            }
        }
    }

    /// <summary>Whom samples look like that are meant for somebody else; null when nobody, or when their model serves no more.</summary>
    /// <param name="name">Whom they are meant for.</param>
    /// <param name="samples">Embedded by <paramref name="model"/>.</param>
    /// <param name="model">The model.</param>
    public EnrolmentRefusal.LooksLikeOther? Stranger(PersonName name, IReadOnlyList<NewSample> samples, EmbeddingModel model)
    {
        var index = gallery.Index(model);
        return Stranger(index, name, samples.Select(sample => index.Find(sample.Embedding.Unit.Span)));
    }

    private static EnrolmentRefusal.LooksLikeOther? Stranger(GalleryIndex index, PersonName name, IEnumerable<Match> matches) => matches
        .Where(match => match.Best is { } best && match.Similarity >= index.ThresholdOf(best, index.Threshold) && !IsNamed(best, name))
        .OrderByDescending(match => match.Similarity)
        .Select(match => new EnrolmentRefusal.LooksLikeOther(match.Best!, match.Similarity, index.ThresholdOf(match.Best, index.Threshold)))
        .FirstOrDefault();

    /// <summary>Judges and stores; null when the gallery changed in between.</summary>
    private IntakeResult? TryTake(GalleryIndex index, PersonName name, IReadOnlyList<NewSample> samples, bool force, Action? also)
    {
        var matches = samples.Select(sample => (Sample: sample, Match: index.Find(sample.Embedding.Unit.Span))).ToArray();
        if (!force && Stranger(index, name, matches.Select(seen => seen.Match)) is { } stranger)
        {
            return new IntakeResult.Refused(stranger);
        }

        var news = matches.Where(seen => seen.Match.Similarity < Copy || !IsNamed(seen.Match.Best, name)).Select(seen => seen.Sample).ToArray();
        if (news.Length == 0 && gallery.Find(matches[0].Match.Best!.Id) is { } person)
        {
            return new IntakeResult.Known(person, matches.Max(seen => seen.Match.Similarity));
        }

        // Somebody removed a moment ago is learned anew.
        var stored = news.Length == 0 ? samples : news;
        return gallery.Add(name, stored, index.Model, beyondLimit: force, judgedBy: index, also) switch
        {
            SampleAddition.Added added => new IntakeResult.Stored(added.Person, stored.Count, Resemblance(index, name, stored)),
            SampleAddition.Full full => new IntakeResult.Refused(new EnrolmentRefusal.Full(full.Person, stored.Count)),
            SampleAddition.Outdated => null,
            _ => new IntakeResult.OtherModel(),
        };
    }

    private static float? Resemblance(GalleryIndex index, PersonName name, IReadOnlyList<NewSample> samples) =>
        index.People.FirstOrDefault(person => IsNamed(person, name)) is { } known
            ? samples.Max(sample => index.SimilarityTo(known, sample.Embedding.Unit.Span))
            : null;

    private static bool IsNamed(IndexedPerson? person, PersonName name) =>
        person is not null && PersonName.Parse(person.Name, out _)?.Key == name.Key;
}
