using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Frames;
using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Recognition.Gallery;
using FaceRecMqtt.Recognition.Inference;
using FaceRecMqtt.Tests.Recognition.Gallery;
using FaceRecMqtt.Tests.Recognition.Search;
using FaceRecMqtt.Tests.Support;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>A picture is learned from when everything about its one face is right; else nothing is stored and the reason has numbers and a cure.</summary>
public sealed class PictureEnrolmentTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly ActiveBackend _active = new();
    private readonly FakeBackend _backend = new("cpu");
    private readonly FaceGallery _gallery;
    private readonly PictureEnrolment _enrolment;

    public PictureEnrolmentTests()
    {
        _gallery = Painted.Gallery(_folder, samplesPerPerson: 3);
        _enrolment = new PictureEnrolment(_active, _gallery, new EnrolmentOptions());
    }

    public async ValueTask InitializeAsync() => await Serve(_backend);

    public async ValueTask DisposeAsync()
    {
        if (_active.Exchange(null) is { } thread)
        {
            await thread.DisposeAsync();
        }

        _gallery.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_good_face_is_stored_with_its_quality_and_recognised_at_once()
    {
        var done = Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("Anna", PaintedFace.Anna));
        Assert.Equal(("Anna", 1), (done.Person.Name, done.Person.Samples));
        Assert.Equal(100, done.Quality.FacePx);
        Assert.InRange(done.PreNorm, 7f, 9f);
        Assert.Equal(_backend.Model, done.Model);
        var match = _gallery.Index(_backend.Model).Find(Painted.Sample(PaintedFace.Crop(PaintedFace.Anna)).Embedding.Unit.Span);
        Assert.Equal(("Anna", true), (match.Best?.Name, match.Similarity > 0.99f));
    }

    [Fact]
    public async Task A_face_unlike_the_ones_a_person_had_is_learned_and_told_as_such()
    {
        var first = Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("Anna", PaintedFace.Anna));
        Assert.Equal((null, false), (first.Similarity, first.IsUnlike));
        var other = Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("Anna", PaintedFace.Bea));
        Assert.True(other is { IsUnlike: true, Similarity: < 0.2f, Person.Samples: 2 }, $"{other.Similarity}");
    }

    [Fact]
    public async Task No_face_is_refused() => Assert.IsType<EnrolmentRefusal.NoFace>(await Refused(Enroll("Anna", PaintedFace.Picture(0).Picture)));

    [Fact]
    public async Task A_second_face_is_refused_and_counted()
    {
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna);
        var refusal = Assert.IsType<EnrolmentRefusal.ManyFaces>(await Refused(Enroll("Anna", picture, face, ShrunkenSight.Frontal(new FaceBox(200, 50, 70, 90)))));
        Assert.Equal(2, refusal.Faces);
        Assert.Contains("2 faces", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tiny_face_in_the_background_is_passed_over()
    {
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna);
        Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("Anna", picture, face, ShrunkenSight.Frontal(new FaceBox(200, 50, 24, 30))));
    }

    [Fact]
    public async Task A_small_face_beside_one_of_its_size_is_not_background()
    {
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna);
        Assert.IsType<EnrolmentRefusal.ManyFaces>(await Refused(Enroll("Anna", picture, face, ShrunkenSight.Frontal(new FaceBox(200, 50, 26, 30)))));
    }

    [Fact]
    public async Task A_small_second_face_that_a_closer_look_does_not_find_again_is_passed_over()
    {
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna, width: 130);
        var second = ShrunkenSight.Frontal(new FaceBox(210, 50, 62, 66));
        _backend.Sees = (frame, region) => region.Width == frame.Width ? [face, second] : [];
        Assert.IsType<EnrolmentResult.Enrolled>(await Send("Anna", picture));
    }

    [Fact]
    public async Task A_small_second_face_that_is_found_again_or_a_larger_one_that_is_not_refuses_the_picture()
    {
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna, width: 130);
        var small = ShrunkenSight.Frontal(new FaceBox(210, 50, 62, 66));
        _backend.Sees = (frame, region) => region.Width == frame.Width ? [face, small] : [small];
        Assert.IsType<EnrolmentRefusal.ManyFaces>(await Refused(Send("Anna", picture)));
        var larger = ShrunkenSight.Frontal(new FaceBox(210, 50, 68, 70));
        _backend.Sees = (frame, region) => region.Width == frame.Width ? [face, larger] : [];
        Assert.IsType<EnrolmentRefusal.ManyFaces>(await Refused(Send("Anna", picture)));
    }

    [Fact]
    public async Task Of_one_face_under_two_names_at_the_same_time_only_one_is_stored()
    {
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna);
        _backend.Sees = (_, _) => [face];
        for (var round = 0; round < 20; round++)
        {
            var names = new[] { "Anna", "Bea", "Cleo", "Dora" };
            var results = await Task.WhenAll(names.Select(name => Task.Run(() => Send(name, picture))));
            Assert.Single(results, result => result is EnrolmentResult.Enrolled);
            Assert.Equal(3, results.Count(result => result is EnrolmentResult.Refused { Why: EnrolmentRefusal.LooksLikeOther }));
            Assert.IsType<PersonChange.Done>(_gallery.Delete(Assert.Single(_gallery.People()).Id));
        }
    }

    [Fact]
    public async Task A_face_too_small_is_told_its_width_and_the_width_needed()
    {
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna, width: 59);
        var refusal = Assert.IsType<EnrolmentRefusal.TooSmall>(await Refused(Enroll("Anna", picture, face)));
        Assert.Equal((59, 60), (refusal.FacePx, refusal.Required));
        Assert.Contains("59 px", refusal.Text, StringComparison.Ordinal);
        Assert.Contains("60 px", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_face_without_detail_is_too_blurred()
    {
        var face = PaintedFace.Picture(PaintedFace.Anna).Face;
        var blurred = MemoryFrame.Paint(320, 240, (x, y, _) => (byte)(127 + (60 * (MathF.Sin(x / 25f) + MathF.Sin(y / 25f)))));
        var refusal = Assert.IsType<EnrolmentRefusal.TooBlurred>(await Refused(Enroll("Anna", blurred, face)));
        Assert.True(refusal.Sharpness < refusal.Required);
    }

    [Fact]
    public async Task An_embedding_too_short_is_told_with_both_lengths()
    {
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna, strength: 0.15f);
        var refusal = Assert.IsType<EnrolmentRefusal.LowPreNorm>(await Refused(Enroll("Anna", picture, face)));
        Assert.Equal(1.5f, refusal.Required);
        Assert.InRange(refusal.PreNorm, 1.05f, 1.45f);
    }

    [Fact]
    public async Task A_face_that_is_somebody_else_is_refused_unless_forced()
    {
        await Enroll("Anna", PaintedFace.Anna);
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna, degrees: 30);
        var refusal = Assert.IsType<EnrolmentRefusal.LooksLikeOther>(await Refused(Enroll("Bea", picture, face), people: 1));
        Assert.Equal("Anna", refusal.Other.Name);
        Assert.Equal(0.866f, refusal.Similarity, 0.02f);
        Assert.Contains("Anna", refusal.Text, StringComparison.Ordinal);
        Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("Bea", picture, force: true, face));
    }

    [Fact]
    public async Task Another_look_of_the_same_person_in_any_case_is_added()
    {
        await Enroll("Anna", PaintedFace.Anna);
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna, degrees: 30);
        Assert.Equal(2, Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("ANNA", picture, face)).Person.Samples);
    }

    [Fact]
    public async Task The_same_picture_twice_changes_nothing_and_is_no_error()
    {
        await Enroll("Anna", PaintedFace.Anna);
        var known = Assert.IsType<EnrolmentResult.AlreadyKnown>(await Enroll("Anna", PaintedFace.Anna));
        Assert.InRange(known.Similarity, 0.97f, 1f);
        Assert.Equal(1, Assert.Single(_gallery.People()).Samples);
    }

    [Fact]
    public async Task A_person_with_enough_samples_is_full_unless_forced()
    {
        foreach (var degrees in new[] { 0, 25, 50 })
        {
            var (look, at) = PaintedFace.Picture(PaintedFace.Anna, degrees);
            Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("Anna", look, at));
        }

        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna, degrees: -25);
        var full = Assert.IsType<EnrolmentRefusal.Full>(await Refused(Enroll("Anna", picture, face), people: 1));
        Assert.Equal((3, 1), (full.Person.Samples, full.Samples));
        Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("Anna", picture, force: true, face));
    }

    [Fact]
    public async Task Without_a_backend_it_says_so()
    {
        await _active.Exchange(null)!.DisposeAsync();
        Assert.IsType<EnrolmentRefusal.BackendUnavailable>(await Refused(Enroll("Anna", PaintedFace.Picture(0).Picture)));
    }

    [Fact]
    public async Task A_backend_that_breaks_is_told_with_its_problem()
    {
        _backend.Embedding = () => throw new BackendException("The device went away.");
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna);
        Assert.Equal("The device went away.", (await Refused(Enroll("Anna", picture, face))).Text);
    }

    [Fact]
    public async Task A_backend_switched_in_the_middle_embeds_the_picture_again()
    {
        var next = new FakeBackend("npu", "b2");
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna);
        next.Sees = (_, _) => [face];
        var thread = await InferenceThread.StartAsync(next);
        InferenceThread? old = null;
        _backend.Embedding = () => _gallery.TryServe(next.Model, () => old = _active.Exchange(thread));
        var done = Assert.IsType<EnrolmentResult.Enrolled>(await Enroll("Anna", picture, face));
        Assert.Equal((next.Model, 1), (done.Model, next.Embedded));
        Assert.Equal("Anna", Assert.Single(_gallery.Index(next.Model).People).Name);
        await old!.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_called_off_is_let_go_only_when_the_backend_is_done_with_it()
    {
        using var cancellation = new CancellationTokenSource();
        using var hold = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var (picture, face) = PaintedFace.Picture(PaintedFace.Anna);
        _backend.Sees = (_, _) =>
        {
            begun.SetResult();
            hold.Wait(Patience);
            return [face];
        };
        var enrolling = _enrolment.EnrollAsync(Painted.Name("Anna"), picture, "picture", force: false, cancellation.Token);
        await begun.Task.WaitAsync(Patience);
        await cancellation.CancelAsync();
        Assert.False(enrolling.IsCompleted);
        hold.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => enrolling.WaitAsync(Patience));
        Assert.Empty(_gallery.People());
    }

    private async Task<EnrolmentRefusal> Refused(Task<EnrolmentResult> enrolling, int people = 0)
    {
        var refusal = Assert.IsType<EnrolmentResult.Refused>(await enrolling).Why;
        Assert.Equal(people, _gallery.People().Count);
        return refusal;
    }

    private Task<EnrolmentResult> Enroll(string name, int person)
    {
        var (picture, face) = PaintedFace.Picture(person);
        return Enroll(name, picture, face);
    }

    private Task<EnrolmentResult> Enroll(string name, Frame picture, params FaceDetection[] faces) => Enroll(name, picture, force: false, faces);

    private Task<EnrolmentResult> Enroll(string name, Frame picture, bool force, params FaceDetection[] faces)
    {
        _backend.Sees = (_, _) => faces;
        return Send(name, picture, force);
    }

    private Task<EnrolmentResult> Send(string name, Frame picture, bool force = false) =>
        _enrolment.EnrollAsync(Painted.Name(name), picture, "picture", force, CancellationToken.None).WaitAsync(Patience);

    private async Task Serve(FakeBackend backend)
    {
        var thread = await InferenceThread.StartAsync(backend);
        Assert.True(_gallery.TryServe(backend.Model, () => _active.Exchange(thread)));
    }
}
