using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Recognition.Curation;
using FaceRecMqtt.Recognition.Unknowns;
using FaceRecMqtt.Tests.Recognition.Gallery;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>What is told of somebody nobody has named.</summary>
public sealed class UnknownPeopleTests : IDisposable
{
    private readonly UnknownStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void A_stranger_keeps_its_id_over_visits_cameras_and_restarts_and_another_gets_another()
    {
        var first = _stage.Id(1);
        Assert.Matches("^u-[0-9a-f]{6}$", first);
        Assert.NotEqual(first, _stage.Id(2));
        _stage.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first, _stage.Meet(Strangers.Look(1, view: 1), "garden")?.UnknownId);
        _stage.Restart();
        Assert.Equal(first, _stage.Id(1));
    }

    [Fact]
    public void Who_resembles_less_than_the_join_threshold_is_somebody_else_also_above_the_recognisers()
    {
        var first = _stage.Id(1, degrees: 0);
        // The cosine is the similarity: 0.45 would be accepted by the recogniser (0.42), but joins from 0.47 on.
        Assert.NotEqual(first, _stage.Id(1, view: 1, degrees: Degrees(0.45f)));
        Assert.Equal(first, _stage.Id(1, view: 2, degrees: Degrees(0.49f)));
    }

    [Fact]
    public void The_list_says_who_came_when_where_how_often_and_whom_it_resembles()
    {
        var begun = _stage.Time.GetUtcNow();
        var id = _stage.Id(1);
        _stage.Id(1, view: 1);
        _stage.Time.Advance(TimeSpan.FromHours(2));
        _stage.Meet(Strangers.Look(1, view: 2), "garden");
        var other = _stage.Id(2);
        var list = _stage.People.All();
        Assert.Equal([other, id], list.Select(unknown => unknown.Id));
        // Twice within minutes is one visit.
        Assert.Equal((begun, 2, "garden", 3, false), (list[1].FirstSeen, list[1].Visits, list[1].Camera, list[1].Faces, list[1].IsIgnored));
        Assert.Equal(_stage.Time.GetUtcNow() - TimeSpan.FromSeconds(3), list[1].LastSeen);
        Assert.Null(list[1].Nearest);
    }

    [Fact]
    public void A_visit_is_on_the_disk_before_the_face_leaves()
    {
        var id = Tell(FaceEventType.Unknown, "a", Strangers.Look(1))?.UnknownId;
        _stage.Time.Advance(TimeSpan.FromHours(1));
        Tell(FaceEventType.Unknown, "b", Strangers.Look(1, view: 1));
        var before = Assert.Single(_stage.People.All());
        Assert.Equal((id, 2, 2), (before.Id, before.Visits, before.Faces));
        _stage.Restart();
        Assert.Equal(before, Assert.Single(_stage.People.All()));
        // Tracks are of one run.
        Assert.Null(Tell(FaceEventType.Left, "b")!.UnknownId);
    }

    [Fact]
    public void An_ignored_person_is_silent_until_that_is_undone_also_after_a_restart()
    {
        var id = _stage.Id(1)!;
        Assert.True(_stage.People.Ignore(id, ignored: true));
        Assert.Null(_stage.Meet(Strangers.Look(1, view: 1)));
        _stage.Restart();
        Assert.Null(_stage.Meet(Strangers.Look(1)));
        Assert.NotNull(_stage.Id(2));
        Assert.True(Assert.Single(_stage.People.All(), unknown => unknown.Id == id).IsIgnored);
        Assert.True(_stage.People.Ignore(id, ignored: false));
        Assert.Equal(id, _stage.Id(1));
        Assert.False(_stage.People.Ignore("u-000000", ignored: true));
    }

    [Fact]
    public void Who_is_ignored_while_in_view_still_leaves_and_who_came_ignored_leaves_in_silence()
    {
        var id = Tell(FaceEventType.Unknown, "a", Strangers.Look(1))?.UnknownId;
        _stage.People.Ignore(id!, ignored: true);
        Assert.Equal(id, Tell(FaceEventType.Left, "a")?.UnknownId);
        Assert.Null(Tell(FaceEventType.Unknown, "b", Strangers.Look(1)));
        _stage.People.Ignore(id!, ignored: false);
        Assert.Null(Tell(FaceEventType.Left, "b"));
    }

    [Fact]
    public void What_corrects_an_unknown_says_whom_and_what_corrects_a_known_person_is_told_also_of_somebody_ignored()
    {
        var id = Tell(FaceEventType.Unknown, "a", Strangers.Look(1))?.UnknownId;
        Assert.Equal((id, "anna"), (Tell(FaceEventType.Recognized, "a", person: "anna") is { } named ? (named.UnknownId, named.Person) : default));
        Assert.Equal((null, "anna"), (Tell(FaceEventType.Left, "a", person: "anna") is { } left ? (left.UnknownId, left.Person) : default));
        _stage.People.Ignore(id!, ignored: true);
        Assert.Null(Tell(FaceEventType.Recognized, "b", person: "anna")!.UnknownId);
        Assert.Equal(id, Tell(FaceEventType.Changed, "b", Strangers.Look(1))?.UnknownId);
        Assert.Equal(id, Tell(FaceEventType.Left, "b")?.UnknownId);
        // An ignored face that turns out to be somebody is told.
        Assert.Null(Tell(FaceEventType.Unknown, "c", Strangers.Look(1)));
        Assert.Equal(id, Tell(FaceEventType.Recognized, "c", person: "anna")?.UnknownId);
    }

    [Theory]
    [InlineData(FaceGrade.Fair, 3)]
    [InlineData(FaceGrade.Good, 1.4f)]
    public void A_face_seen_badly_founds_nobody_and_is_not_kept_but_is_told_when_it_is_somebody(FaceGrade grade, float preNorm)
    {
        var bad = Strangers.Look(1, view: 1, preNorm: preNorm, grade: grade);
        Assert.Null(Assert.IsType<FaceEvent>(_stage.Meet(bad)).UnknownId);
        Assert.Empty(_stage.People.All());
        var id = _stage.Id(1);
        Assert.Equal(id, _stage.Meet(bad)?.UnknownId);
        Assert.Equal(1, Assert.Single(_stage.People.All()).Faces);
    }

    [Fact]
    public void Who_was_named_between_the_look_and_the_telling_is_not_told_as_unknown()
    {
        _stage.Gallery.Add(Painted.Name("Anna"), [Strangers.Sample(1)], Strangers.Model);
        Assert.Null(_stage.Meet(Strangers.Look(1)));
        Assert.Empty(_stage.People.All());
    }

    [Fact]
    public void Who_resembles_somebody_known_gets_no_id_where_the_camera_asks_more()
    {
        _stage.Gallery.Add(Painted.Name("Anna"), [Strangers.Sample(1, degrees: 0)], Strangers.Model);
        var track = _stage.NextTrack;
        var look = Strangers.Look(1, view: 1, degrees: Degrees(0.5f));
        var told = _stage.People.Resolve(Strangers.Report(FaceEventType.Unknown, track, _stage.Time.GetUtcNow(), look, similarity: 0.5f, threshold: 0.7f));
        Assert.Null(Assert.IsType<FaceEvent>(told).UnknownId);
        Assert.Empty(_stage.People.All());
    }

    [Fact]
    public void Where_more_is_asked_of_people_than_the_model_asks_a_stranger_who_resembles_one_has_an_id_and_keeps_it()
    {
        _stage.Gallery.Add(Painted.Name("Anna"), [Strangers.Sample(1, degrees: 0)], Strangers.Model);
        new ModelLimits(_stage.Gallery).Set(Strangers.Model, (0.6f, 0.08f));
        var look = Strangers.Look(1, view: 1, degrees: Degrees(0.5f));
        var id = _stage.Meet(look)?.UnknownId;
        Assert.NotNull(id);
        _stage.People.ForgetKnown(Strangers.Model);
        Assert.Equal(id, Assert.Single(_stage.People.All()).Id);
        // And another one as near to him as the model's own threshold asks is not he.
        Assert.NotEqual(id, _stage.Meet(Strangers.Look(1, view: 2, degrees: Degrees(0.5f)))?.UnknownId);
    }

    [Fact]
    public async Task While_the_file_is_held_an_event_goes_without_an_id_and_does_not_wait_and_who_is_ignored_stays_so()
    {
        _stage.People.Ignore(_stage.Id(2)!, ignored: true);
        using var held = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var holding = Task.Run(() => _stage.Gallery.Database.Read(_ =>
        {
            held.Set();
            return release.Wait(TimeSpan.FromSeconds(60));
        }));
        Assert.True(held.Wait(TimeSpan.FromSeconds(60)));
        var told = _stage.People.Resolve(Strangers.Report(FaceEventType.Unknown, "door-1", _stage.Time.GetUtcNow(), Strangers.Look(1)));
        Assert.Null(Assert.IsType<FaceEvent>(told).UnknownId);
        Assert.Null(_stage.People.Resolve(Strangers.Report(FaceEventType.Unknown, "door-2", _stage.Time.GetUtcNow(), Strangers.Look(2))));
        Assert.Null(_stage.People.Resolve(Strangers.Report(FaceEventType.Left, "door-2", _stage.Time.GetUtcNow(), null)));
        release.Set();
        Assert.True(await holding);
    }

    [Fact]
    public void At_most_so_many_are_remembered_and_who_was_not_seen_for_longest_goes_first_the_ignored_last()
    {
        using var stage = new UnknownStage(new UnknownsOptions { Most = 3 });
        var ids = Enumerable.Range(0, 3).Select(person => stage.Id(person)!).ToArray();
        stage.People.Ignore(ids[0], ignored: true);
        Assert.Equal(ids[1], stage.Id(1));
        var fourth = stage.Id(3);
        Assert.Equal([fourth, ids[1], ids[0]], stage.People.All().Select(unknown => unknown.Id));
        Assert.NotEqual(ids[2], stage.Id(2));
    }

    [Fact]
    public void Few_faces_are_kept_of_each_and_different_ones()
    {
        using var stage = new UnknownStage(new UnknownsOptions { Faces = 3 });
        var id = stage.Id(1, view: 0, degrees: 30);
        // The same view again brings nothing, a better one takes its place.
        stage.Meet(Strangers.Look(1, view: 0, degrees: 30, preNorm: 2.5f));
        Assert.Equal(1, Assert.Single(stage.People.All()).Faces);
        stage.Meet(Strangers.Look(1, view: 0, degrees: 30, preNorm: 4));
        Assert.Equal(1, Assert.Single(stage.People.All()).Faces);
        // The views are 0.75 to each other, and 0.87 to the frontal look: the weaker one of so like a pair goes.
        stage.Meet(Strangers.Look(1, view: 1, degrees: 30));
        stage.Meet(Strangers.Look(1, view: 2, degrees: 0, preNorm: 2));
        stage.Meet(Strangers.Look(1, view: 3, degrees: 30));
        Assert.Equal((id, 3), Assert.Single(stage.People.All()) is var only ? (only.Id, only.Faces) : default);
        var kept = stage.People.Clusters.All(Strangers.Model).Single().Faces;
        Assert.Equal([4f, 3f, 3f], kept.Select(face => face.PreNorm).OrderDescending());
    }

    private FaceEvent? Tell(FaceEventType type, string track, UnknownLook? look = null, string? person = null) =>
        _stage.People.Resolve(Strangers.Report(type, track, _stage.Time.GetUtcNow(), look, person));

    private static float Degrees(float cosine) => MathF.Acos(cosine) * 180 / MathF.PI;
}
