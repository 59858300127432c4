using FaceRecMqtt.Recognition.Enrolment;
using FaceRecMqtt.Tests.Recognition.Gallery;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Recognition.Enrolment;

/// <summary>Whoever stands before a camera is told one thing at a time, long enough to be read, and the right one.</summary>
public sealed class EnrolmentGuideTests : IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly List<(TimeSpan At, EnrolmentGuidance Guidance)> _told = [];
    private readonly long _begun;
    private readonly EnrolmentGuide _guide;
    private readonly List<(int Yaw, int Pitch)> _poses = [];

    public EnrolmentGuideTests()
    {
        _begun = _time.GetTimestamp();
        _guide = new EnrolmentGuide(Painted.Name("Anna"), "door", 5, guidance => _told.Add((_time.GetElapsedTime(_begun), guidance)), _time);
    }

    public void Dispose() => _guide.Dispose();

    [Fact]
    public void It_begins_with_looking_at_the_camera()
    {
        var (at, first) = Assert.Single(_told);
        Assert.Equal(TimeSpan.Zero, at);
        Assert.Equal(new EnrolmentGuidance(EnrolmentStep.Looking, "Anna", "door", 0, 5, "Look at the camera."), first);
    }

    [Fact]
    public void Without_looks_nobody_is_in_view_after_two_seconds_and_a_look_changes_that()
    {
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Single(_told);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(EnrolmentStep.NoFace, Step);
        Watch(TimeSpan.FromSeconds(2), LookVerdict.TooSmall);
        Assert.Equal(EnrolmentStep.TooFar, Step);
    }

    [Theory]
    [InlineData(LookVerdict.TooSmall, EnrolmentStep.TooFar)]
    [InlineData(LookVerdict.Crowded, EnrolmentStep.SeveralFaces)]
    [InlineData(LookVerdict.SomeoneElse, EnrolmentStep.SeveralFaces)]
    [InlineData(LookVerdict.TooBlurred, EnrolmentStep.TooBlurred)]
    [InlineData(LookVerdict.LowPreNorm, EnrolmentStep.Unclear)]
    [InlineData(LookVerdict.TooBlurred, EnrolmentStep.TooDark, 0.1f)]
    [InlineData(LookVerdict.LowPreNorm, EnrolmentStep.TooDark, 0.1f)]
    [InlineData(LookVerdict.LowPreNorm, EnrolmentStep.LookStraight, 0.5f, 50)]
    [InlineData(LookVerdict.TooBlurred, EnrolmentStep.LookStraight, 0.5f, -70)]
    internal void What_is_wrong_with_the_looks_is_told(LookVerdict verdict, EnrolmentStep step, float brightness = 0.5f, int yaw = 0)
    {
        Watch(TimeSpan.FromSeconds(2), verdict, brightness, yaw);
        Assert.Equal(step, Step);
        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public void A_dark_face_that_can_be_used_is_not_called_dark()
    {
        _poses.Add((0, 0));
        Watch(TimeSpan.FromSeconds(2), LookVerdict.Repeated, brightness: 0.05f);
        Assert.DoesNotContain(_told, told => told.Guidance.Step == EnrolmentStep.TooDark);
    }

    [Fact]
    public void Turns_are_asked_for_one_after_another_as_they_come_about()
    {
        Choose(0, 0);
        Assert.Equal((EnrolmentStep.TurnLeft, "Turn your head slowly to the left."), (Step, _told[^1].Guidance.Text));
        Choose(8, 0);
        Assert.Equal(EnrolmentStep.TurnLeft, Step);
        Choose(13, 0);
        Assert.Equal(EnrolmentStep.TurnRight, Step);
        Choose(-14, 0);
        Assert.Equal(EnrolmentStep.LookUp, Step);
        Choose(0, 15);
        Assert.Equal(EnrolmentStep.LookDown, Step);
        Assert.Equal(5, _told[^1].Guidance.Samples);
    }

    [Fact]
    public void Turns_count_from_the_first_look_so_that_a_camera_above_the_door_asks_the_same()
    {
        Choose(-10, -25);
        Choose(3, -25);
        Assert.Equal(EnrolmentStep.TurnRight, Step);
        Choose(-23, -25);
        Choose(-10, -12);
        Assert.Equal(EnrolmentStep.LookDown, Step);
        // Nobody is asked to look further down than 30 degrees.
        Choose(-10, -30);
        Assert.Equal(EnrolmentStep.MoveAbout, Step);
    }

    [Fact]
    public void A_turn_that_does_not_come_about_makes_room_for_the_next()
    {
        Choose(0, 0);
        List<EnrolmentStep> asked = [Step];
        for (var i = 0; i < 4; i++)
        {
            Watch(TimeSpan.FromSeconds(6), LookVerdict.Repeated);
            asked.Add(Step);
        }

        Assert.Equal([EnrolmentStep.TurnLeft, EnrolmentStep.TurnRight, EnrolmentStep.LookUp, EnrolmentStep.LookDown, EnrolmentStep.TurnLeft], asked);
    }

    [Fact]
    public void Looks_at_the_border_between_two_verdicts_do_not_make_the_sentence_flicker()
    {
        Watch(TimeSpan.FromSeconds(2), LookVerdict.TooSmall);
        var told = _told.Count;
        for (var i = 0; i < 100; i++)
        {
            See(i % 2 == 0 ? LookVerdict.TooBlurred : LookVerdict.TooSmall);
        }

        Assert.InRange(_told.Count - told, 0, 1);
    }

    [Fact]
    public void Whatever_the_looks_are_a_step_is_shown_for_a_second_and_nothing_is_told_twice()
    {
        var random = new Random(7);
        var verdicts = Enum.GetValues<LookVerdict>();
        for (var i = 0; i < 3000; i++)
        {
            if (random.Next(40) == 0)
            {
                _time.Advance(TimeSpan.FromSeconds(random.Next(4)));
            }

            if (random.Next(10) == 0)
            {
                _poses.Add((random.Next(-40, 40), random.Next(-40, 40)));
            }

            // Runs of one verdict, as in life.
            var verdict = verdicts[random.Next(verdicts.Length)];
            for (var run = random.Next(12); run >= 0; run--)
            {
                See(verdict);
            }
        }

        var changes = _told.Where((told, i) => i == 0 || told.Guidance.Step != _told[i - 1].Guidance.Step).ToArray();
        Assert.True(changes.Length > 100);
        Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1)));
        Assert.All(_told.Zip(_told.Skip(1)), pair => Assert.NotEqual(pair.First.Guidance, pair.Second.Guidance));
    }

    [Fact]
    public void Nothing_is_told_after_the_end()
    {
        _guide.End(new LiveEnrolmentResult.Refused(new EnrolmentRefusal.NoFace("Nobody came."), default));
        Assert.Equal((EnrolmentStep.Refused, "Nobody came."), (Step, _told[^1].Guidance.Text));
        var told = _told.Count;
        Watch(TimeSpan.FromSeconds(5), LookVerdict.TooSmall);
        _guide.Dispose();
        Watch(TimeSpan.FromSeconds(5), LookVerdict.TooSmall);
        Assert.Equal(told, _told.Count);
    }

    [Fact]
    public void One_look_alone_needs_no_turning()
    {
        List<EnrolmentGuidance> told = [];
        using var guide = new EnrolmentGuide(Painted.Name("Anna"), "door", 1, told.Add, _time);
        for (var i = 0; i < 30; i++)
        {
            guide.See(Look(0.5f, 0), LookVerdict.Repeated, [(0, 0)]);
            _time.Advance(Frame);
        }

        Assert.All(told, guidance => Assert.Equal(EnrolmentStep.Looking, guidance.Step));
    }

    private EnrolmentStep Step => _told[^1].Guidance.Step;

    // A new pose, and a second and a half of frames after it.
    private void Choose(int yaw, int pitch)
    {
        _poses.Add((yaw, pitch));
        See(LookVerdict.Chosen);
        Watch(TimeSpan.FromSeconds(1.4), LookVerdict.Repeated);
    }

    private void Watch(TimeSpan time, LookVerdict verdict, float brightness = 0.5f, int yaw = 0)
    {
        for (var seen = TimeSpan.Zero; seen < time; seen += Frame)
        {
            See(verdict, brightness, yaw);
        }
    }

    private void See(LookVerdict verdict, float brightness = 0.5f, int yaw = 0)
    {
        _guide.See(Look(brightness, yaw), verdict, [.. _poses]);
        _time.Advance(Frame);
    }

    private static KeptLook Look(float brightness, int yaw) =>
        new("door", default, Painted.GoodQuality with { Yaw = yaw }, [], [], Painted.Model, 1) { Brightness = brightness };
}
