using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Unknowns;

/// <summary>An unknown person: everything seen of one face nobody has named. Changed under the lock of its <see cref="UnknownClusters"/>.</summary>
/// <param name="id">Stable id.</param>
/// <param name="firstSeen">When it was seen first.</param>
internal sealed class UnknownCluster(string id, DateTimeOffset firstSeen)
{
    // Successive frames of a still face come nearer than this (as for samples).
    private const float SameView = 0.9f;

    // A view is kept fresh, so that somebody who comes every day is not forgotten because the first look was the best one.
    private static readonly TimeSpan FreshFor = TimeSpan.FromDays(1);

    /// <summary>Stable id: <c>u-7f3a2c</c>.</summary>
    public string Id { get; } = id;

    /// <summary>When it was seen first.</summary>
    public DateTimeOffset FirstSeen { get; } = firstSeen;

    /// <summary>When it was seen last.</summary>
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>Where it was seen last.</summary>
    public string Camera { get; set; } = "";

    /// <summary>How often it came.</summary>
    public int Visits { get; set; }

    /// <summary>Whether it raises no events.</summary>
    public bool IsIgnored { get; set; }

    /// <summary>Kept faces.</summary>
    public List<UnknownFace> Faces { get; } = [];

    /// <summary>Similarity to the nearest kept face, as a person's is to the best sample; null where no face can be compared by the model.</summary>
    public float? SimilarityTo(ReadOnlySpan<float> unit, EmbeddingModel model)
    {
        float? best = null;
        foreach (var face in Faces)
        {
            if (face.Embedding(model) is { } embedding)
            {
                best = Math.Max(best ?? -1, FaceEmbedding.Similarity(unit, embedding.Unit.Span));
            }
        }

        return best;
    }

    /// <summary>Whether a look is worth a place among the kept faces, and which of them makes room.</summary>
    /// <param name="look">The look.</param>
    /// <param name="most">Places.</param>
    /// <param name="now">Now.</param>
    /// <returns><c>IsKept</c>: whether; <c>Leaving</c>: the face that goes, null for none.</returns>
    public (bool IsKept, UnknownFace? Leaving) Place(UnknownLook look, int most, DateTimeOffset now)
    {
        if (!look.IsWorthKeeping)
        {
            return (false, null);
        }

        var repeated = Faces.Where(face => Similarity(face, look) >= SameView).MaxBy(face => Similarity(face, look));
        if (repeated is not null)
        {
            var isBetter = look.Embedding.PreNorm > PreNorm(repeated, look.Model) || now - repeated.Created >= FreshFor;
            return (isBetter, isBetter ? repeated : null);
        }

        return (true, Faces.Count < most ? null : MostRepeated(look));
    }

    // Of the two faces that show most nearly the same, the one of which less can be made; the new look stays.
    private UnknownFace MostRepeated(UnknownLook look)
    {
        var (nearest, leaving) = (-2f, Faces[0]);
        for (var i = 0; i < Faces.Count; i++)
        {
            Consider(Similarity(Faces[i], look), Faces[i]);
            for (var j = 0; j < i; j++)
            {
                var worse = PreNorm(Faces[i], look.Model) < PreNorm(Faces[j], look.Model) ? Faces[i] : Faces[j];
                Consider(Similarity(Faces[i], Faces[j], look.Model), worse);
            }
        }

        return leaving;

        void Consider(float similarity, UnknownFace face) => (nearest, leaving) = similarity > nearest ? (similarity, face) : (nearest, leaving);
    }

    private static float Similarity(UnknownFace face, UnknownLook look) =>
        face.Embedding(look.Model) is { } embedding ? embedding.SimilarityTo(look.Embedding) : -1;

    private static float Similarity(UnknownFace face, UnknownFace other, EmbeddingModel model) =>
        (face.Embedding(model), other.Embedding(model)) is ({ } first, { } second) ? first.SimilarityTo(second) : -1;

    private static float PreNorm(UnknownFace face, EmbeddingModel model) => face.Embedding(model)?.PreNorm ?? 0;
}
