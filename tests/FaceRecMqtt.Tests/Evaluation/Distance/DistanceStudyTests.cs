using FaceRecMqtt.Evaluation.Distance;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Evaluation.Distance;

public sealed class DistanceStudyTests
{
    private static readonly LabelledFace Red = Face("red", 255, 0, 0), Blue = Face("blue", 0, 0, 255);

    [Fact]
    public void Everybody_is_matched_and_counted_at_every_size()
    {
        using var backend = new FakeBackend("cpu");
        var rows = DistanceStudy.Run(backend, [Red, Blue], [Red, Blue, Red], [112, 20], TestContext.Current.CancellationToken);
        Assert.Equal([112, 20], rows.Select(row => row.FacePx));
        Assert.All(rows, row =>
        {
            Assert.Equal((3, 3, 3, 0), (row.Probes, row.Matched, row.Nearest, row.Wrong));
            Assert.Equal(1, row.MeanGenuine, 1e-3f);
            Assert.True(row.MaxImpostor < 0.9f);
            Assert.True(row.MeanPreNorm > 0);
        });
        Assert.Equal(2 + (2 * 3), backend.Embedded);
    }

    [Fact]
    public void Stranger_who_looks_like_somebody_is_a_wrong_match_and_the_highest_impostor_but_no_probe()
    {
        using var backend = new FakeBackend("cpu");
        var row = Assert.Single(DistanceStudy.Run(backend, [Red, Blue], [Blue, Red with { Person = null }], [112], TestContext.Current.CancellationToken));
        Assert.Equal((1, 1, 1), (row.Probes, row.Matched, row.Wrong));
        Assert.Equal(1, row.MaxImpostor, 1e-3f);
    }

    [Fact]
    public void Face_nearer_to_somebody_else_is_no_match()
    {
        using var backend = new FakeBackend("cpu");
        var row = Assert.Single(DistanceStudy.Run(backend, [Red, Blue], [Red with { Person = "blue" }], [112], TestContext.Current.CancellationToken));
        Assert.Equal((1, 0, 0, 1), (row.Probes, row.Matched, row.Nearest, row.Wrong));
        Assert.True(row.MeanGenuine < row.MaxImpostor);
    }

    [Fact]
    public void Enrolled_face_without_a_name_is_refused()
    {
        using var backend = new FakeBackend("cpu");
        Assert.Throws<ArgumentException>(() => DistanceStudy.Run(backend, [Red with { Person = null }], [Red], [112], TestContext.Current.CancellationToken));
    }

    private static LabelledFace Face(string person, byte red, byte green, byte blue) => new(person, TinyPack.Crop(red, green, blue));
}
