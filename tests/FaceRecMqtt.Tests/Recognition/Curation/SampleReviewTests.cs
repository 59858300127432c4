using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Curation;

public sealed class SampleReviewTests
{
    [Fact]
    public async Task A_bad_sample_is_like_none_of_the_others_and_like_somebody_else()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Add("Anna", Painted.Toward(0.96f, 0.28f));
        served.Add("Anna", Painted.Toward(0, 0, 0.96f, 0.28f), "camera:front");
        served.Add("Bea", Painted.Toward(0, 0, 1));
        var (person, samples) = new SampleReview(served.Gallery, served.Time).List("ANNA")!.Value;
        Assert.Equal(("anna", 3), (person.Id, samples.Count));
        Assert.Equal([0.96f, 0.96f, 0f], samples.Select(sample => sample.Similarity!.Value), (expected, found) => Math.Abs(expected - found) < 0.02f);
        Assert.All(samples, sample => Assert.Equal("bea", sample.Other));
        Assert.Equal([0f, 0f, 0.96f], samples.Select(sample => sample.OtherSimilarity!.Value), (expected, found) => Math.Abs(expected - found) < 0.02f);
        Assert.Equal(("camera:front", Painted.GoodQuality, served.Time.GetUtcNow()), (samples[2].Source, samples[2].Quality, samples[2].Created));
        Assert.Equal(served.Sample(Painted.Toward(1)).Embedding.PreNorm, samples[0].PreNorm!.Value, 1e-4f);
    }

    [Fact]
    public async Task Anchors_are_listed_as_such_with_their_likeness_to_the_person()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Add("Bea", Painted.Toward(0.6f, 0.8f));
        new AnchorSet(served.Gallery, served.Time).AddSample("anna", served.Rows("bea")[0]);
        var samples = new SampleReview(served.Gallery, served.Time).List("anna")!.Value.Samples;
        Assert.Equal([false, true], samples.Select(sample => sample.IsAnchor));
        Assert.Null(samples[0].Similarity);
        Assert.Equal(0.6f, samples[1].Similarity!.Value, 0.02f);
        Assert.Equal("bea", samples[1].Other);
    }

    [Fact]
    public void Before_a_backend_serves_the_list_has_no_similarities()
    {
        using var folder = new Support.TemporaryFolder();
        using var gallery = Painted.Gallery(folder);
        gallery.Add(Painted.Name("Anna"), [Painted.Sample(1), Painted.Sample(2)], Painted.Model);
        var samples = new SampleReview(gallery, TimeProvider.System).List("anna")!.Value.Samples;
        Assert.All(samples, sample => Assert.Equal((null, null), (sample.PreNorm, sample.Similarity)));
        Assert.Null(new SampleReview(gallery, TimeProvider.System).List("bea"));
    }

    [Fact]
    public async Task A_removed_sample_is_matched_no_more_and_overwritten()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Crop(1));
        served.Add("Anna", Painted.Crop(2));
        var packed = CropBytes.Pack(Painted.Crop(2))[100..164];
        Assert.Contains(served.Written(), bytes => bytes.AsSpan().IndexOf(packed) >= 0);
        var removed = Assert.IsType<SampleRemoval.Removed>(new SampleReview(served.Gallery, served.Time).Delete(served.Rows("anna")[1]));
        Assert.Equal(1, removed.Person.Samples);
        Assert.Equal(1, served.Gallery.Index(served.Model).SampleCount);
        Assert.DoesNotContain(served.Written(), bytes => bytes.AsSpan().IndexOf(packed) >= 0);
    }

    [Fact]
    public async Task The_only_sample_stays_and_samples_and_anchors_are_not_confused()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Add("Bea", Painted.Toward(0, 1));
        var anchor = Assert.IsType<AnchorAddition.Added>(new AnchorSet(served.Gallery, served.Time).AddSample("anna", served.Rows("bea")[0])).Anchors.Single();
        var review = new SampleReview(served.Gallery, served.Time);
        Assert.Equal("anna", Assert.IsType<SampleRemoval.LastOne>(review.Delete(served.Rows("anna")[0])).Person.Id);
        Assert.IsType<SampleRemoval.NotFound>(review.Delete(anchor));
        Assert.IsType<SampleRemoval.NotFound>(review.DeleteAnchor(served.Rows("anna")[0]));
        Assert.IsType<SampleRemoval.NotFound>(review.Delete(999));
        Assert.Equal(0, Assert.IsType<SampleRemoval.Removed>(review.DeleteAnchor(anchor)).Person.Anchors);
    }
}
