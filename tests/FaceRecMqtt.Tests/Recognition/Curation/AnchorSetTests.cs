using FaceRecMqtt.Faces.Embedding;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Curation;

public sealed class AnchorSetTests
{
    private static readonly byte[] Anna = Painted.Toward(1), LookAlike = Painted.Toward(0.8f, 0.6f);

    [Fact]
    public async Task A_look_alike_is_nobody_once_a_picture_of_them_is_an_anchor()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Anna);
        Assert.Equal("anna", served.Nearest(LookAlike));
        var added = Added(new AnchorSet(served.Gallery, served.Time).Add("anna", served.Sample(LookAlike), served.Model));
        Assert.Equal((1, 1), (added.Person.Samples, added.Person.Anchors));
        Assert.Equal(served.Rows("anna", kind: 1), added.Anchors);
        Assert.Null(served.Nearest(LookAlike));
        Assert.Equal("anna", served.Nearest(Anna));
    }

    [Fact]
    public async Task A_picture_that_was_an_anchor_by_mistake_is_taught_and_then_known()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Anna);
        Added(new AnchorSet(served.Gallery, served.Time).Add("anna", served.Sample(LookAlike), served.Model));
        served.Add("Anna", LookAlike);
        Assert.Equal("anna", served.Nearest(LookAlike));
        Assert.Equal((2, 0), (served.Gallery.Roster["anna"].Samples, served.Gallery.Roster["anna"].Anchors));
    }

    [Fact]
    public async Task A_sample_of_another_person_is_copied_with_its_embeddings()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Anna);
        served.Add("Bea", LookAlike);
        Added(new AnchorSet(served.Gallery, served.Time).AddSample("anna", served.Rows("bea")[0]));
        Assert.Equal(0, served.Gallery.CountMissing(served.Model));
        Assert.Equal("bea", served.Nearest(LookAlike));
        // For another model the anchor is embedded like any sample.
        Assert.Equal(3, served.Gallery.CountMissing(new FakeBackend("other", "b2").Model));
    }

    [Fact]
    public async Task An_own_sample_that_shows_somebody_else_becomes_an_anchor()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Anna);
        served.Add("Anna", LookAlike);
        var wrong = served.Rows("anna")[1];
        Assert.Equal([wrong], Added(new AnchorSet(served.Gallery, served.Time).AddSample("anna", wrong)).Anchors);
        Assert.Null(served.Nearest(LookAlike));
        Assert.IsType<AnchorAddition.LastSample>(new AnchorSet(served.Gallery, served.Time).AddSample("anna", served.Rows("anna")[0]));
    }

    [Fact]
    public async Task The_best_faces_of_an_unknown_person_become_anchors()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Anna);
        for (var face = 0; face < 7; face++)
        {
            Strangers.Add(served, "u1", Painted.Crop(face), sharpness: 0.1 * face);
        }

        Strangers.Add(served, "u1", LookAlike, grade: 2, sharpness: 0.9);
        Strangers.Add(served, "u1", Painted.Crop(99), grade: 1, sharpness: 1);
        Assert.Equal(5, Added(new AnchorSet(served.Gallery, served.Time).AddUnknown("anna", "u1")).Anchors.Count);
        Assert.Null(served.Nearest(LookAlike));
        Assert.Equal(0, served.Gallery.CountMissing(served.Model));
        var source = Assert.Single(new SampleReview(served.Gallery, served.Time).List("anna")!.Value.Samples, sample => sample.Quality.Sharpness > 0.8f);
        Assert.Equal("unknown:u1", source.Source);
    }

    [Fact]
    public async Task The_persons_own_picture_is_refused_and_the_same_anchor_is_added_once()
    {
        await using var served = await ServedGallery.StartAsync();
        var anchors = new AnchorSet(served.Gallery, served.Time);
        served.Add("Anna", Anna);
        served.Add("Bea", Anna);
        Assert.Equal(served.Rows("anna")[0], Assert.IsType<AnchorAddition.ShowsPerson>(anchors.Add("anna", served.Sample(Anna), served.Model)).Sample);
        Assert.IsType<AnchorAddition.ShowsPerson>(anchors.AddSample("anna", served.Rows("bea")[0]));
        Added(anchors.Add("anna", served.Sample(LookAlike), served.Model));
        Assert.Empty(Added(anchors.Add("anna", served.Sample(LookAlike), served.Model)).Anchors);
        served.Add("Carl", LookAlike);
        Assert.Empty(Added(anchors.AddSample("anna", served.Rows("carl")[0])).Anchors);
    }

    [Fact]
    public async Task What_does_not_exist_is_named_and_too_many_are_refused()
    {
        await using var served = await ServedGallery.StartAsync(samplesPerPerson: 1);
        var anchors = new AnchorSet(served.Gallery, served.Time);
        served.Add("Anna", Anna);
        Assert.Contains("999", Assert.IsType<AnchorAddition.NotFound>(anchors.AddSample("anna", 999)).What, StringComparison.Ordinal);
        Assert.Contains("u9", Assert.IsType<AnchorAddition.NotFound>(anchors.AddUnknown("anna", "u9")).What, StringComparison.Ordinal);
        Assert.Contains("carl", Assert.IsType<AnchorAddition.NotFound>(anchors.AddSample("carl", 1)).What, StringComparison.Ordinal);
        Added(anchors.Add("anna", served.Sample(LookAlike), served.Model));
        Assert.IsType<AnchorAddition.Full>(anchors.Add("anna", served.Sample(Painted.Toward(0, 1)), served.Model));
        Assert.IsType<AnchorAddition.OtherModel>(
            anchors.Add("anna", served.Sample(Painted.Toward(0, 1)), new FakeBackend("other", "b2").Model));
        Assert.Equal(1, served.Gallery.Roster["anna"].Anchors);
    }

    [Fact]
    public async Task Anchors_are_embedded_when_another_model_comes_to_serve()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Anna);
        Added(new AnchorSet(served.Gallery, served.Time).Add("anna", served.Sample(LookAlike), served.Model));
        var other = new FakeBackend("other", "b2").Model;
        Assert.False(served.Gallery.TryServe(other, () => { }));
        served.Gallery.AddEmbeddings(other, [.. served.Gallery.Missing(other, 10).Select(crop => (crop.Sample, FaceEmbedding.FromRaw(FakeBackend.Raw(crop.Crop, "b2"))))]);
        Assert.True(served.Gallery.TryServe(other, () => { }));
        Assert.Null(served.Gallery.Index(other).Find(FaceEmbedding.FromRaw(FakeBackend.Raw(LookAlike, "b2")).Unit.Span).Best);
    }

    private static AnchorAddition.Added Added(AnchorAddition addition) => Assert.IsType<AnchorAddition.Added>(addition);
}
