using CsCheck;
using FaceRecMqtt.Faces.Detection;

namespace FaceRecMqtt.Tests.Faces.Detection;

/// <summary>Against the definition written down plainly, and what it does to faces.</summary>
public sealed class NonMaximumSuppressionTests
{
    private static readonly Gen<FaceDetection> Detection = Gen.Select(
        Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 10],
        (x, y, width, height, score) => Face(x, y, width, height, score / 10f));

    [Fact]
    public void Small_face_in_front_of_a_large_one_leaves_it_also_where_rounding_makes_the_shared_area_the_larger()
    {
        FaceDetection[] faces =
        [
            new(new FaceBox(36.96f, 21.28f, 21.759998f, 20.8f), 0.96f, default),
            new(new FaceBox(-11.68f, -3.6800003f, 71.04f, 72.64f), 0.95f, default),
        ];
        Assert.Equal(2, NonMaximumSuppression.Suppress(faces, 0.4f));
    }

    [Fact]
    public void It_keeps_what_the_plain_definition_keeps() =>
        Gen.Select(Detection.Array[0, 60], Gen.Int[0, 10], Gen.Int[0, 10]).Sample((faces, overlap, cover) =>
        {
            var (maxOverlap, maxCover) = ((overlap / 10f) + 0.03f, (cover / 10f) + 0.03f);
            Assert.Equal(Plain(faces, maxOverlap, maxCover), Suppressed(faces, maxOverlap, maxCover));
        });

    [Fact]
    public void The_order_of_the_detections_does_not_matter() =>
        Gen.Select(Detection.Array[0, 40], Gen.Int[0, 1000]).Sample((faces, seed) =>
        {
            var shuffled = faces.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Suppressed(faces, 0.4f, 0.7f), Suppressed(shuffled, 0.4f, 0.7f));
        });

    [Fact]
    public void A_part_of_a_face_goes_when_covering_counts_and_stays_when_it_does_not()
    {
        FaceDetection[] faces = [Face(0, 0, 100, 100, 0.9f), Face(0, 70, 100, 30, 0.8f), Face(200, 0, 50, 50, 0.7f)];
        Assert.Equal([faces[0], faces[2]], Suppressed(faces, 0.4f, 0.7f));
        Assert.Equal(faces, Suppressed(faces, 0.4f, 1f));
    }

    [Fact]
    public void Boxes_and_scores_that_are_none_are_dropped()
    {
        FaceDetection[] faces =
        [
            Face(float.NaN, 0, 10, 10, 0.9f), Face(0, float.PositiveInfinity, 10, 10, 0.9f), Face(0, 0, float.PositiveInfinity, 10, 0.9f), Face(0, 0, -5, -5, 0.9f),
            Face(0, 0, 10, 0, 0.9f), Face(0, 0, 10, 10, float.NaN), Face(0, 0, 9, 9, 0.1f),
        ];
        Assert.Equal([faces[6]], Suppressed(faces, 0.4f, 1f));
    }

    [Fact]
    public void Nothing_in_is_nothing_out() => Assert.Equal(0, NonMaximumSuppression.Suppress([], 0.4f));

    [Fact]
    public void Two_thousand_candidates_allocate_nothing()
    {
        var random = new Random(5);
        var faces = Enumerable.Range(0, 2000).Select(_ => Face(random.Next(600), random.Next(400), 20 + random.Next(60), 20 + random.Next(60), random.NextSingle())).ToArray();
        var again = faces.ToArray();
        NonMaximumSuppression.Suppress(again, 0.4f);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var kept = NonMaximumSuppression.Suppress(faces, 0.4f);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(kept, 10, 1000);
    }

    private static FaceDetection Face(float x, float y, float width, float height, float score) => new(new(x, y, width, height), score, default);

    private static FaceDetection[] Suppressed(FaceDetection[] faces, float maxOverlap, float maxCover)
    {
        var copy = faces.ToArray();
        return copy[..NonMaximumSuppression.Suppress(copy, maxOverlap, maxCover)];
    }

    private static List<FaceDetection> Plain(FaceDetection[] faces, float maxOverlap, float maxCover)
    {
        List<FaceDetection> kept = [];
        foreach (var face in faces.Where(face => face.Box.Area > 0).OrderByDescending(face => face.Score).ThenBy(face => face.Box.Y)
            .ThenBy(face => face.Box.X).ThenByDescending(face => face.Box.Width).ThenByDescending(face => face.Box.Height))
        {
            if (!kept.Any(better => better.Box.IntersectionOverUnion(face.Box) > maxOverlap || Covered(better.Box, face.Box) > maxCover))
            {
                kept.Add(face);
            }
        }

        return kept;
    }

    private static float Covered(FaceBox first, FaceBox second)
    {
        var pixels = 0;
        for (var y = (int)first.Y; y < first.Bottom; y++)
        {
            for (var x = (int)first.X; x < first.Right; x++)
            {
                pixels += x >= second.X && x < second.Right && y >= second.Y && y < second.Bottom ? 1 : 0;
            }
        }

        return pixels / Math.Min(first.Area, second.Area);
    }
}
