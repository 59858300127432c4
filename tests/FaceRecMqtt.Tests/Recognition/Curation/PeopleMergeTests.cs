using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Curation;

public sealed class PeopleMergeTests
{
    [Fact]
    public async Task Samples_go_over_and_id_name_and_settings_of_who_stays_stay()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Add("Anna Two", Painted.Toward(0, 1));
        new PersonSettings(served.Gallery, served.Time).Set("anna", 0.5f, null);
        new PersonSettings(served.Gallery, served.Time).Set("anna-two", 0.9f, true);
        var merged = Merged(served, "Anna Two", "anna");
        Assert.Equal(("anna", "Anna", 2, 0.5f, false), (merged.Into.Id, merged.Into.Name, merged.Into.Samples, merged.Into.Threshold, merged.Into.IsIgnored));
        Assert.Equal(1, merged.Moved);
        Assert.Equal(["anna"], served.Gallery.People().Select(person => person.Id));
        Assert.Equal("anna", served.Nearest(Painted.Toward(0, 1)));
    }

    [Fact]
    public async Task No_sample_is_lost_beyond_the_limit_but_a_picture_that_is_there_twice_goes_once()
    {
        await using var served = await ServedGallery.StartAsync(samplesPerPerson: 2);
        served.Add("Anna", Painted.Toward(1));
        served.Add("Anna", Painted.Toward(1, 1));
        served.Add("Bea", Painted.Toward(0, 1));
        served.Add("Bea", Painted.Toward(0, 0, 1));
        served.Add("Bea", Painted.Toward(1));
        var merged = Merged(served, "bea", "anna");
        Assert.Equal((4, 2), (merged.Into.Samples, merged.Moved));
    }

    [Fact]
    public async Task Anchors_that_kept_the_two_apart_go_and_others_stay()
    {
        await using var served = await ServedGallery.StartAsync();
        var anchors = new AnchorSet(served.Gallery, served.Time);
        served.Add("Anna", Painted.Toward(1));
        served.Add("Bea", Painted.Toward(0.8f, 0.6f));
        served.Add("Carl", Painted.Toward(0, 0, 1));
        anchors.AddSample("anna", served.Rows("bea")[0]);
        anchors.AddSample("bea", served.Rows("anna")[0]);
        anchors.AddSample("anna", served.Rows("carl")[0]);
        // Another picture of Bea, said not to be Anna.
        anchors.Add("anna", served.Sample(Painted.Toward(0.6f, 0.8f)), served.Model);
        var merged = Merged(served, "bea", "anna");
        Assert.Equal((3, 1), (merged.DroppedAnchors, merged.Into.Anchors));
        Assert.Equal("anna", served.Nearest(Painted.Toward(0.8f, 0.6f)));
        Assert.Equal("carl", served.Nearest(Painted.Toward(0, 0, 1)));
    }

    [Theory]
    [InlineData(100, 200, "back")]
    [InlineData(200, 100, "front")]
    public async Task The_later_sighting_of_the_two_counts(int seenInto, int seenFrom, string camera)
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Add("Bea", Painted.Toward(0, 1));
        served.Do("INSERT INTO sightings (person, camera, seen, similarity) VALUES ('anna', 'front', $0, 0.5), ('bea', 'back', $1, 0.6)", seenInto, seenFrom);
        Merged(served, "bea", "anna");
        Assert.Equal(1, served.Do("UPDATE sightings SET seen = seen WHERE person = 'anna' AND camera = $0", camera));
        Assert.Equal(1, served.Do("DELETE FROM sightings"));
    }

    [Fact]
    public async Task A_merge_with_nobody_or_oneself_changes_nothing()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        var before = served.Gallery.People();
        var merge = new PeopleMerge(served.Gallery, served.Time);
        Assert.Equal("carl", Assert.IsType<MergeResult.NotFound>(merge.Run("carl", "anna")).Who);
        Assert.Equal("carl", Assert.IsType<MergeResult.NotFound>(merge.Run("anna", "carl")).Who);
        Assert.IsType<MergeResult.SamePerson>(merge.Run("anna", "ANNA"));
        Assert.Equal(before, served.Gallery.People());
    }

    private static MergeResult.Merged Merged(ServedGallery served, string from, string into) =>
        Assert.IsType<MergeResult.Merged>(new PeopleMerge(served.Gallery, served.Time).Run(from, into));
}
