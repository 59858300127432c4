using CsCheck;
using FaceRecMqtt.Faces.Detection;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Faces.Quality;
using FaceRecMqtt.Faces.Tracking;
using static FaceRecMqtt.Tests.Faces.Identity.Synthetic;

namespace FaceRecMqtt.Tests.Faces.Identity;

/// <summary>Any sequence of looks at anybody.</summary>
public sealed class IdentitySequenceTests
{
    private static readonly string[] Faces = [Anna, Bea, "stranger", "another stranger"];

    // Runs of looks at one face: a track shows one person for a while, then perhaps another after a mix-up.
    private static readonly Gen<(string Face, float Noise, float Length, FaceGrade Grade, int Seed, bool Flag)[]> Looks =
        Gen.Select(Gen.Int[0, 3], Gen.Int[1, 12], Gen.Float[0, 2.6f], Gen.Bool).SelectMany(run =>
            Gen.Select(Gen.Float[1.5f, 5], Gen.Enum<FaceGrade>(), Gen.Int[1, 1000]).Array[run.Item2].Select(looks =>
                looks.Select((look, i) => (Faces[run.Item1], run.Item3, look.Item1, look.Item2, look.Item3, run.Item4 && i == 0)).ToArray()))
        .Array[1, 5].Select(runs => runs.SelectMany(run => run).ToArray());

    [Fact]
    public void The_verdict_is_the_one_of_the_slow_plain_rules()
    {
        Looks.Sample(
            looks =>
            {
                var (fast, plain) = (new FaceIdentity(new IdentityOptions()), new PlainIdentity(new IdentityOptions()));
                foreach (var (face, noise, length, grade, seed, flag) in looks)
                {
                    var raw = Raw(face, noise, length, seed);
                    if (flag)
                    {
                        fast.Flag();
                        plain.Flag();
                    }

                    fast.See(raw, grade);
                    plain.See(raw, grade, Everybody);
                    if (plain.Closest < 1e-4)
                    {
                        return;
                    }

                    Assert.Equal((plain.State, plain.Person), (fast.State, fast.Person));
                }
            },
            iter: 300);
    }

    [Fact]
    public void Transitions_tell_the_verdict_and_a_name_is_given_once()
    {
        Looks.Sample(
            looks =>
            {
                var identity = new FaceIdentity(new IdentityOptions());
                var (state, person) = (IdentityState.Undecided, (string?)null);
                foreach (var (face, noise, length, grade, seed, _) in looks)
                {
                    var transition = identity.See(Raw(face, noise, length, seed), grade);
                    var expected = (state, identity.State) switch
                    {
                        (IdentityState.Known, _) when identity.Person != person => IdentityTransition.Changed,
                        (not IdentityState.Known, IdentityState.Known) => IdentityTransition.Recognized,
                        (IdentityState.Undecided, IdentityState.Unknown) => IdentityTransition.Unknown,
                        _ => IdentityTransition.None,
                    };
                    Assert.Equal(expected, transition);
                    (state, person) = (identity.State, identity.Person);
                }
            },
            iter: 300);
    }

    [Fact]
    public void A_stranger_below_the_threshold_never_gets_a_name()
    {
        var looks = Gen.Select(Gen.Float[0, 0.5f], Gen.Float[1, 6], Gen.Enum<FaceGrade>(), Gen.Int[1, 100_000]).Array[1, 60];
        looks.Sample(
            seen =>
            {
                var identity = new FaceIdentity(new IdentityOptions());
                foreach (var (noise, length, grade, seed) in seen)
                {
                    identity.See(Raw("stranger", noise, length, seed), grade);
                    Assert.Null(identity.Person);
                }
            },
            iter: 300);
    }

    [Fact]
    public void A_name_is_never_given_at_a_similarity_below_the_threshold_or_without_the_margin()
    {
        Looks.Sample(
            looks =>
            {
                var identity = new FaceIdentity(new IdentityOptions());
                foreach (var (face, noise, length, grade, seed, _) in looks)
                {
                    identity.See(Raw(face, noise, length, seed), grade);
                    if (identity.State == IdentityState.Known)
                    {
                        Assert.True(identity.Decision!.Value.Match.IsAccepted(Threshold, Margin));
                        Assert.Equal(identity.Person, identity.Decision!.Value.Match.Best!.Id);
                    }
                }
            },
            iter: 300);
    }

    [Fact]
    public void Every_decided_track_leaves_exactly_once()
    {
        Looks.Sample(
            looks =>
            {
                var tracker = new FaceTracker(new TrackerOptions());
                var events = new FaceEvents("door", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
                List<FaceEvent> told = [];
                for (var i = 0; i < looks.Length; i++)
                {
                    // Every seventh look comes after a pause in which the face has left.
                    var now = TimeSpan.FromSeconds(i + (3 * (i / 7)));
                    tracker.Update([new FaceDetection(new FaceBox(0, 0, 100, 100), 0.9f, default)], now);
                    Tell(told, tracker, events, now);
                    var transition = tracker.Tracks[0].Identity.See(Raw(looks[i].Face, looks[i].Noise, looks[i].Length, looks[i].Seed), looks[i].Grade);
                    if (events.Of(tracker.Tracks[0], transition, "cpu", new StageTimes(0, 0, 0, 0), now) is { } face)
                    {
                        told.Add(face);
                    }
                }

                tracker.Clear(TimeSpan.FromDays(1));
                Tell(told, tracker, events, TimeSpan.FromDays(1));
                foreach (var track in told.GroupBy(face => face.Track))
                {
                    Assert.Equal(FaceEventType.Left, track.Last().EventType);
                    Assert.Single(track, face => face.EventType == FaceEventType.Left);
                    Assert.Equal(track.SkipLast(1).Last().Identity, track.Last().Identity);
                    Assert.NotEqual(FaceEventType.Changed, track.First().EventType);
                }
            },
            iter: 200);
    }

    private static void Tell(List<FaceEvent> told, FaceTracker tracker, FaceEvents events, TimeSpan now)
    {
        foreach (var track in tracker.Ended)
        {
            told.AddRange(new[] { events.Left(track, "cpu", now), events.Left(track, "cpu", now) }.OfType<FaceEvent>());
        }
    }
}
