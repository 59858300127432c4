using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Node.Enrolling;
using FaceRecMqtt.Recognition.Enrolment;
using Microsoft.Extensions.Time.Testing;

namespace FaceRecMqtt.Tests.Node.Enrolling;

/// <summary>One enrolment is shown at a time, at most twice a second, its end long enough to be read, and never longer than it is true.</summary>
public sealed class EnrolmentDisplayTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<(TimeSpan At, EnrollState State)> _said = [];
    private readonly EnrolmentDisplay _display;

    public EnrolmentDisplayTests()
    {
        var begun = _time.GetTimestamp();
        _display = new EnrolmentDisplay(state => _said.Add((_time.GetElapsedTime(begun), state)), _time);
        _display.Begin();
        _time.Advance(TimeSpan.FromSeconds(1));
    }

    public void Dispose() => _display.Dispose();

    [Fact]
    public void Nobody_is_being_learned_at_the_start() => Assert.Equal([EnrollState.Idle], _said.Select(said => said.State));

    [Fact]
    public void Guidance_is_said_as_it_is_on_the_wire()
    {
        using var view = _display.Open();
        view.Show(Guidance(EnrolmentStep.TurnLeft, samples: 2));
        Assert.Equal(new EnrollState("turn_left", "Anna", "door", 2, 5, "TurnLeft", null), Said);
        _time.Advance(TimeSpan.FromSeconds(1));
        view.Show(Guidance(EnrolmentStep.Refused) with { Refusal = new EnrolmentRefusal.TooSmall(40, 60) });
        Assert.Equal(("refused", "too_small"), (Said.Step, Said.Reason));
    }

    [Fact]
    public void Many_changes_are_said_at_most_twice_a_second_and_the_newest_is_never_lost()
    {
        using var view = _display.Open();
        for (var i = 1; i <= 95; i++)
        {
            view.Show(Guidance(EnrolmentStep.TurnLeft, samples: i));
            _time.Advance(TimeSpan.FromMilliseconds(33));
        }

        Assert.InRange(_said.Count, 6, 8);
        Assert.All(_said.Zip(_said.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromMilliseconds(500)));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(95, Said.Samples);
        var count = _said.Count;
        view.Show(Guidance(EnrolmentStep.TurnLeft, samples: 95));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(count, _said.Count);
    }

    [Theory]
    [InlineData(EnrolmentStep.Done, "done")]
    [InlineData(EnrolmentStep.Refused, "refused")]
    public void How_it_ended_stays_for_a_minute_and_then_nobody_is_being_learned(EnrolmentStep end, string step)
    {
        using (var view = _display.Open())
        {
            view.Show(Guidance(EnrolmentStep.Looking));
            view.Show(Guidance(end));
        }

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(step, Said.Step);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(EnrollState.Idle, Said);
    }

    [Fact]
    public void An_enrolment_called_off_leaves_nothing_behind()
    {
        using (var view = _display.Open())
        {
            view.Show(Guidance(EnrolmentStep.Looking));
        }

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(EnrollState.Idle, Said);
    }

    [Fact]
    public void A_new_enrolment_takes_the_place_of_an_old_end_and_is_not_wiped_by_its_minute()
    {
        using var first = _display.Open();
        first.Show(Guidance(EnrolmentStep.Done));
        _time.Advance(TimeSpan.FromSeconds(58));
        using var second = _display.Open();
        second.Show(Guidance(EnrolmentStep.Looking, "Bea"));
        Assert.Equal(("looking", "Bea"), (Said.Step, Said.Person));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(("looking", "Bea"), (Said.Step, Said.Person));
    }

    [Fact]
    public void The_enrolment_that_began_last_is_shown_and_after_its_end_the_other_one_again()
    {
        using var first = _display.Open();
        using var second = _display.Open();
        first.Show(Guidance(EnrolmentStep.Looking));
        second.Show(Guidance(EnrolmentStep.Looking, "Bea"));
        first.Show(Guidance(EnrolmentStep.TurnLeft));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Bea", Said.Person);
        second.Show(Guidance(EnrolmentStep.Done, "Bea"));
        first.Show(Guidance(EnrolmentStep.TurnRight));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(("done", "Bea"), (Said.Step, Said.Person));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(("turn_right", "Anna"), (Said.Step, Said.Person));
    }

    [Fact]
    public void The_end_of_an_older_enrolment_does_not_disturb_the_newer()
    {
        using var first = _display.Open();
        using var second = _display.Open();
        first.Show(Guidance(EnrolmentStep.Looking));
        second.Show(Guidance(EnrolmentStep.Looking, "Bea"));
        first.Show(Guidance(EnrolmentStep.Done));
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal(("looking", "Bea"), (Said.Step, Said.Person));
    }

    private EnrollState Said => _said[^1].State;

    private static EnrolmentGuidance Guidance(EnrolmentStep step, string person = "Anna", int samples = 0) =>
        new(step, person, "door", samples, 5, step.ToString());
}
