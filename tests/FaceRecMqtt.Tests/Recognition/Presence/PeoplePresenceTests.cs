using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Presence;

namespace FaceRecMqtt.Tests.Recognition.Presence;

/// <summary>Who is here, by hand-made times.</summary>
public sealed class PeoplePresenceTests
{
    private static readonly DateTimeOffset Epoch = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);
    private static readonly PresenceOptions Options = new() { AwayAfter = TimeSpan.FromSeconds(300) };

    [Fact]
    public void At_the_start_nobody_is_here_but_it_is_known_when_they_were()
    {
        var presence = new PeoplePresence(Options);
        presence.Follow([Person("anna"), Person("bea")], new Dictionary<string, Sighting> { ["anna"] = new("yard", Epoch, 0.5f) });
        Assert.Equal(
            [new PersonStatus("anna", "Anna", false, "yard", Epoch, 0.5f, 3), new PersonStatus("bea", "Bea", false, null, null, null, 3)],
            presence.News(At(0), Wall(0)));
        Assert.Empty(presence.News(At(1), Wall(1)));
        Assert.Null(presence.Due);
    }

    [Fact]
    public void A_person_is_here_from_the_decision_until_nobody_saw_them_for_five_minutes()
    {
        var presence = Known("anna");
        presence.Decided("door", "anna", 0.6f, At(10), Wall(10));
        Assert.Equal((true, "door", Wall(10), 0.6f), Told(presence, 10));
        presence.InView("door", ["anna"], At(10), Wall(10));
        presence.InView("door", [], At(20), Wall(20));
        Assert.Equal((true, "door", Wall(20), 0.6f), Told(presence, 20));
        Assert.Equal(At(320), presence.Due);
        Assert.Empty(presence.News(At(319.9), Wall(319.9)));
        Assert.Equal((false, "door", Wall(20), 0.6f), Told(presence, 320));
        Assert.Null(presence.Due);
    }

    [Fact]
    public void Turning_the_back_for_four_minutes_changes_nothing_but_the_time()
    {
        var presence = Known("anna");
        View(presence, 0, "door", "anna");
        View(presence, 10, "door");
        View(presence, 250, "door", "anna");
        Assert.Equal((true, "door", Wall(250), null), Told(presence, 250));
        View(presence, 260, "door");
        Assert.Equal(At(560), presence.Due);
    }

    [Fact]
    public void While_in_view_the_last_sight_is_told_every_half_minute_and_no_more()
    {
        var presence = Known("anna");
        View(presence, 0, "door", "anna");
        var told = 0;
        for (var second = 0; second <= 95; second++)
        {
            View(presence, second, "door", "anna");
            told += presence.News(At(second), Wall(second)).Count;
        }

        Assert.Equal(4, told);
    }

    [Fact]
    public void With_arrival_hysteresis_a_glimpse_is_a_sight_but_no_presence()
    {
        var presence = new PeoplePresence(Options with { ArriveAfter = TimeSpan.FromSeconds(5) });
        presence.Follow([Person("anna")]);
        View(presence, 0, "door", "anna");
        Assert.Equal((false, "door", Wall(0), null), Told(presence, 0));
        View(presence, 4.9, "door");
        Assert.Equal((false, "door", Wall(4.9), null), Told(presence, 4.9));
        View(presence, 6, "door", "anna");
        Assert.Empty(presence.News(At(10.9), Wall(10.9)));
        Assert.Equal(At(11), presence.Due);
        Assert.True(Told(presence, 11).Present);
    }

    [Fact]
    public void Two_cameras_that_hand_a_person_over_are_one_presence_and_the_newest_is_where_they_are()
    {
        var presence = Known("anna");
        View(presence, 0, "door", "anna");
        View(presence, 5, "hall", "anna");
        Assert.Equal("hall", Told(presence, 5).Camera);
        View(presence, 8, "hall");
        Assert.Equal("door", Told(presence, 8).Camera);
        View(presence, 9, "door");
        Assert.Equal((true, "door", Wall(9), null), Told(presence, 9));
        Assert.Equal(At(309), presence.Due);
    }

    [Fact]
    public void Whoever_is_removed_is_gone_and_whoever_gets_their_id_was_never_here()
    {
        var presence = Known("anna", "bea");
        View(presence, 1, "door", "anna", "bea");
        presence.News(At(1), Wall(1));
        Assert.Equal(["anna"], presence.Follow([Person("bea")]));
        Assert.Equal([], presence.News(At(2), Wall(2)));
        presence.Follow([Person("bea"), Person("anna", created: 2)]);
        Assert.Equal((false, null, null, null), Told(presence, 3));
        Assert.Equal(["anna"], presence.Follow([Person("bea"), Person("anna", created: 3)]));
    }

    [Fact]
    public void A_new_name_and_new_samples_are_told_at_once()
    {
        var presence = Known("anna");
        presence.Follow([Person("anna") with { Name = "Anna B.", Samples = 4 }]);
        var told = Assert.Single(presence.News(At(1), Wall(1)));
        Assert.Equal(("Anna B.", 4), (told.Name, told.Samples));
    }

    [Fact]
    public void A_clock_that_jumps_changes_no_duration()
    {
        var presence = Known("anna");
        View(presence, 10, "door", "anna");
        presence.InView("door", [], At(20), Epoch.AddYears(-30));
        Assert.Equal(Epoch.AddYears(-30), presence.News(At(20), Epoch.AddYears(-30))[0].LastSeen);
        Assert.Empty(presence.News(At(319), Epoch.AddYears(9)));
        Assert.Equal(Epoch.AddYears(-30), presence.News(At(320), Epoch.AddYears(9))[0].LastSeen);
    }

    [Fact]
    public void When_the_program_stops_nobody_is_here()
    {
        var presence = Known("anna", "bea");
        View(presence, 10, "door", "anna");
        presence.News(At(10), Wall(10));
        presence.End(At(12), Wall(12));
        Assert.Equal((false, "door", Wall(12), null), Told(presence, 12));
        Assert.Null(presence.Due);
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static DateTimeOffset Wall(double seconds) => Epoch.AddSeconds(seconds);

    private static GalleryPerson Person(string id, int created = 0) =>
        new(id, char.ToUpperInvariant(id[0]) + id[1..], 3, Epoch.AddSeconds(created), Epoch);

    private static PeoplePresence Known(params string[] people)
    {
        var presence = new PeoplePresence(Options);
        presence.Follow([.. people.Select(person => Person(person))]);
        presence.News(At(0), Wall(0));
        return presence;
    }

    private static void View(PeoplePresence presence, double at, string camera, params string[] people) => presence.InView(camera, people, At(at), Wall(at));

    private static (bool Present, string? Camera, DateTimeOffset? LastSeen, float? Similarity) Told(PeoplePresence presence, double at)
    {
        var told = Assert.Single(presence.News(At(at), Wall(at)));
        return (told.IsPresent, told.Camera, told.LastSeen, told.Similarity);
    }
}
