using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Curation;

public sealed class PersonSettingsTests
{
    [Fact]
    public async Task An_own_threshold_is_in_the_index_at_once_and_goes_with_0()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        var settings = new PersonSettings(served.Gallery, served.Time);
        Assert.Equal(0.55f, Done(settings.Set("ANNA", 0.55f, null)).Threshold);
        Assert.Equal(0.55f, served.Gallery.Index(served.Model).Person("anna")?.Threshold);
        Assert.True(Done(settings.Set("anna", null, true)) is { Threshold: 0.55f, IsIgnored: true });
        Assert.True(Done(settings.Set("anna", 0, null)) is { Threshold: null, IsIgnored: true });
        Assert.Null(served.Gallery.Index(served.Model).Person("anna")?.Threshold);
    }

    [Fact]
    public async Task The_roster_tells_who_is_ignored_before_anybody_is_told_of_the_change()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        List<bool> told = [];
        served.Gallery.Changed += () => told.Add(served.Gallery.Roster["anna"].IsIgnored);
        var settings = new PersonSettings(served.Gallery, served.Time);
        settings.Set("anna", null, true);
        settings.Set("anna", null, false);
        Assert.Equal([true, false], told);
    }

    [Fact]
    public async Task Settings_survive_a_restart_and_a_change_without_one_is_seen_in_the_list()
    {
        await using var served = await ServedGallery.StartAsync();
        served.Add("Anna", Painted.Toward(1));
        served.Time.Advance(TimeSpan.FromMinutes(1));
        var changed = Done(new PersonSettings(served.Gallery, served.Time).Set("anna", 0.5f, true));
        Assert.Equal(TimeSpan.FromMinutes(1), changed.Changed - changed.Created);
        served.Gallery.Dispose();
        using var again = Painted.Gallery(served.Folder);
        Assert.Equal(changed, Assert.Single(again.People()));
        Assert.Equal(changed, again.Roster["anna"]);
    }

    [Fact]
    public async Task Nobody_is_told()
    {
        await using var served = await ServedGallery.StartAsync();
        Assert.IsType<PersonChange.NotFound>(new PersonSettings(served.Gallery, served.Time).Set("carl", 0.5f, null));
    }

    private static GalleryPerson Done(PersonChange change) => Assert.IsType<PersonChange.Done>(change).Person;
}
