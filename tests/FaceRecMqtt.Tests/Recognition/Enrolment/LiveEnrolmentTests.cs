using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>From a live view one person is learned, from good and differing looks, or nobody with the reason that was met most.</summary>
public sealed class LiveEnrolmentTests : LiveStage
{
    [Fact]
    public async Task Differing_looks_of_one_person_are_stored_together_as_soon_as_there_are_enough()
    {
        var learning = Learn("Anna", samples: 3);
        foreach (var degrees in new[] { 0, 30, 60 })
        {
            Assert.Empty(Gallery.People());
            Show(PaintedFace.Anna, degrees);
        }

        var done = Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        Assert.Equal((3, 3, 3), (done.Samples, done.Asked, done.Person.Samples));
        Assert.Equal([(1, 3), (2, 3), (3, 3)], Told);
        Assert.False(Looks.IsWanted(Door));
    }

    [Fact]
    public async Task A_camera_is_wanted_only_while_somebody_learns_from_it()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.False(Looks.IsWanted(Door));
        var learning = Learn("Anna", cancellation: cancellation.Token);
        Assert.True(Looks.IsWanted(Door));
        Assert.False(Looks.IsWanted("garden"));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => learning.WaitAsync(Patience));
        Assert.False(Looks.IsWanted(Door));
        Assert.Empty(Gallery.People());
    }

    [Fact]
    public async Task Of_several_cameras_the_first_that_shows_one_large_face_alone_is_learned_from()
    {
        var learning = Learn("Anna", samples: 2, cameras: [Door, "garden"]);
        Show(PaintedFace.Bea, facePx: 40);
        Show(PaintedFace.Bea, faces: 2);
        Show(PaintedFace.Cleo, faces: 2);
        Show(PaintedFace.Anna, camera: "garden");
        await Judged(1);
        Assert.False(Looks.IsWanted(Door));
        Show(PaintedFace.Anna, 30, camera: "garden");
        var done = Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        Assert.Equal((2, 2), (done.Samples, done.Seen.Seen));
        Assert.Null(Guided[0].Camera);
        Assert.Equal("garden", Guided[^1].Camera);
    }

    [Fact]
    public async Task Several_cameras_without_a_usable_face_are_named_in_the_refusal()
    {
        var learning = Learn("Anna", cameras: [Door, "garden"]);
        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains("door and garden", Assert.IsType<EnrolmentRefusal.NoFace>(await Refused(learning)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guidance_ends_with_what_became_of_it()
    {
        var learning = Learn("Anna", samples: 1);
        Show(PaintedFace.Anna);
        await learning.WaitAsync(Patience);
        Assert.Equal((EnrolmentStep.Looking, "Anna", Door, 0, 1), (Guided[0].Step, Guided[0].Person, Guided[0].Camera, Guided[0].Samples, Guided[0].Wanted));
        Assert.Equal((EnrolmentStep.Done, 1), (Guided[^1].Step, Guided[^1].Samples));
        var refused = Learn("Bea", samples: 1);
        Show(PaintedFace.Anna, 30);
        await refused.WaitAsync(Patience);
        Assert.Equal(EnrolmentStep.Refused, Guided[^1].Step);
        Assert.IsType<EnrolmentRefusal.LooksLikeOther>(Guided[^1].Refusal);
        Assert.Contains("Anna", Guided[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_told_busy_does_not_disturb_who_is_being_guided()
    {
        using var cancellation = new CancellationTokenSource();
        var learning = Learn("Anna", cancellation: cancellation.Token);
        var told = Guided.Count;
        Assert.IsType<EnrolmentRefusal.Busy>(await Refused(Learn("Bea")));
        Assert.Equal(told, Guided.Count);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => learning.WaitAsync(Patience));
    }

    [Fact]
    public async Task Of_two_looks_that_show_the_same_the_one_the_recogniser_makes_more_of_is_kept()
    {
        var learning = Learn("Anna", samples: 2);
        Show(PaintedFace.Anna, strength: 0.5f);
        Show(PaintedFace.Anna, strength: 0.9f);
        Show(PaintedFace.Anna, strength: 0.4f);
        Show(PaintedFace.Anna, 30);
        Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        var kept = Gallery.Missing(new FakeBackend("npu", "b2").Model, 10).Select(sample => sample.Crop.ToArray());
        Assert.Contains(kept, crop => crop.AsSpan().SequenceEqual(PaintedFace.Crop(PaintedFace.Anna, strength: 0.9f)));
    }

    [Fact]
    public async Task A_second_enrolment_on_the_same_camera_is_refused_as_busy()
    {
        var learning = Learn("Anna", samples: 1);
        Assert.Equal(Door, Assert.IsType<EnrolmentRefusal.Busy>(await Refused(Learn("Bea"))).Camera);
        Show(PaintedFace.Anna);
        Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
    }

    [Fact]
    public async Task Fewer_looks_than_asked_are_stored_when_patience_runs_out()
    {
        var learning = Learn("Anna", samples: 5);
        Show(PaintedFace.Anna);
        Show(PaintedFace.Anna, 30);
        await Judged(2);
        Time.Advance(TimeSpan.FromSeconds(30));
        var done = Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        Assert.Equal((2, 5, 2), (done.Samples, done.Asked, done.Person.Samples));
    }

    [Fact]
    public async Task The_same_look_again_is_not_chosen_unless_the_head_has_turned()
    {
        var learning = Learn("Anna", samples: 2);
        Show(PaintedFace.Anna);
        Show(PaintedFace.Anna, 10);
        Show(PaintedFace.Anna, 10, yaw: 15);
        var done = Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        Assert.Equal((3, 2, 1), (done.Seen.Seen, done.Seen.Chosen, done.Seen.Repeated));
    }

    [Fact]
    public async Task Nobody_in_view_is_told_as_no_face_with_the_camera_and_the_time()
    {
        var learning = Learn("Anna");
        Time.Advance(TimeSpan.FromSeconds(30));
        var text = Assert.IsType<EnrolmentRefusal.NoFace>(await Refused(learning)).Text;
        Assert.Contains(Door, text, StringComparison.Ordinal);
        Assert.Contains("30 s", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_wrong_most_often_is_told_with_the_best_that_was_seen()
    {
        var learning = Learn("Anna", samples: 1);
        Show(PaintedFace.Anna, facePx: 31);
        Show(PaintedFace.Anna, facePx: 44);
        Show(PaintedFace.Anna, sharpness: 0.1f);
        Time.Advance(TimeSpan.FromSeconds(30));
        var result = Assert.IsType<LiveEnrolmentResult.Refused>(await learning.WaitAsync(Patience));
        Assert.Equal(44, Assert.IsType<EnrolmentRefusal.TooSmall>(result.Why).FacePx);
        Assert.Equal((3, 2, 1), (result.Seen.Seen, result.Seen.TooSmall, result.Seen.TooBlurred));
    }

    [Fact]
    public async Task Faces_that_were_not_embedded_and_weak_embeddings_are_low_pre_norm()
    {
        var learning = Learn("Anna", samples: 1);
        Show(PaintedFace.Anna, strength: 0.15f);
        Offer(PaintedFace.Crop(PaintedFace.Anna), [], 1, Quality(100, 0.5f, 0), Backend.Model);
        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.InRange(Assert.IsType<EnrolmentRefusal.LowPreNorm>(await Refused(learning)).PreNorm, 1.05f, 1.45f);
    }

    [Fact]
    public async Task A_view_with_several_faces_most_of_the_time_is_refused_even_with_good_looks_between()
    {
        var learning = Learn("Anna", samples: 1);
        for (var frame = 0; frame < 2; frame++)
        {
            Show(PaintedFace.Anna, faces: 2);
            Show(PaintedFace.Bea, faces: 2);
        }

        Show(PaintedFace.Anna);
        Assert.Equal(2, Assert.IsType<EnrolmentRefusal.ManyFaces>(await Refused(learning)).Faces);
    }

    [Fact]
    public async Task Two_faces_in_half_of_the_views_count_as_half_not_as_two_thirds()
    {
        var learning = Learn("Anna", samples: 1);
        Show(PaintedFace.Anna, faces: 2);
        Show(PaintedFace.Bea, faces: 2);
        Show(PaintedFace.Anna);
        Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
    }

    [Fact]
    public async Task Somebody_who_walks_by_is_not_learned()
    {
        var learning = Learn("Anna", samples: 3);
        Show(PaintedFace.Bea);
        Show(PaintedFace.Anna);
        Show(PaintedFace.Anna, 30);
        Show(PaintedFace.Anna, 60);
        var done = Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        Assert.Equal((3, 1), (done.Samples, done.Seen.SomeoneElse));
        var match = Gallery.Index(Backend.Model).Find(Painted.Sample(PaintedFace.Crop(PaintedFace.Bea)).Embedding.Unit.Span);
        Assert.True(match.Similarity < 0.1f);
    }

    [Fact]
    public async Task Two_people_taking_turns_are_refused()
    {
        var learning = Learn("Anna", samples: 3);
        Show(PaintedFace.Anna);
        Show(PaintedFace.Bea);
        Show(PaintedFace.Bea, 30);
        Show(PaintedFace.Anna, 30);
        Show(PaintedFace.Anna, 60);
        Assert.IsType<EnrolmentRefusal.ManyFaces>(await Refused(learning));
        Assert.Empty(Gallery.People());
    }

    [Fact]
    public async Task One_odd_look_among_many_of_one_person_who_keeps_still_refuses_nobody()
    {
        var learning = Learn("Anna", samples: 2);
        for (var i = 0; i < 5; i++)
        {
            Show(PaintedFace.Anna);
        }

        Show(PaintedFace.Bea);
        Show(PaintedFace.Anna, 30);
        var enrolled = Assert.IsType<LiveEnrolmentResult.Enrolled>(await learning.WaitAsync(Patience));
        Assert.Equal(2, enrolled.Samples);
        Assert.Equal(1, enrolled.Seen.SomeoneElse);
    }

    [Fact]
    public async Task Looks_less_alike_than_the_threshold_are_not_one_person()
    {
        var learning = Learn("Anna", samples: 2);
        Show(PaintedFace.Anna);
        Show(PaintedFace.Anna, 70);
        Show(PaintedFace.Anna, -50);
        await Judged(2);
        Assert.Equal(1, Assert.IsType<LiveEnrolmentResult.Refused>(await learning.WaitAsync(Patience)).Seen.SomeoneElse);
    }

    [Fact]
    public async Task Somebody_who_may_have_no_more_samples_is_told_before_they_stand_there()
    {
        Gallery.Add(Painted.Name("Anna"), [.. new[] { 0, 20, 40, 60 }.Select(degrees => Painted.Sample(PaintedFace.Crop(PaintedFace.Anna, degrees)))], Backend.Model);
        Assert.Equal(4, Assert.IsType<EnrolmentRefusal.Full>(await Refused(Learn("anna"))).Person.Samples);
        Assert.Equal(EnrolmentStep.Refused, Guided[^1].Step);
    }

    [Fact]
    public async Task Samples_over_the_limit_are_refused_whole()
    {
        Gallery.Add(Painted.Name("Anna"), [.. new[] { 0, 20, 40 }.Select(degrees => Painted.Sample(PaintedFace.Crop(PaintedFace.Anna, degrees)))], Backend.Model);
        var learning = Learn("Anna", samples: 2);
        Show(PaintedFace.Anna, -30);
        Show(PaintedFace.Anna, -60);
        Assert.Equal((3, 2), Assert.IsType<EnrolmentRefusal.Full>(await Refused(learning)) is var full ? (full.Person.Samples, full.Samples) : default);
        Assert.Equal(3, Assert.Single(Gallery.People()).Samples);
    }
}
