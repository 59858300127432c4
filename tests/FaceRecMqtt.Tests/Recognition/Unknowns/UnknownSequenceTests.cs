using CsCheck;
using FaceRecMqtt.Faces.Identity;
using FaceRecMqtt.Recognition.Unknowns;

namespace FaceRecMqtt.Tests.Recognition.Unknowns;

/// <summary>Any sequence of visits, restarts, ignoring and waiting: ids are stable, bounds hold, the ignored are silent, and a restart changes nothing.</summary>
public sealed class UnknownSequenceTests
{
    private const int People = 6, Most = 4;
    private static readonly UnknownsOptions Options = new() { Most = Most, Faces = 2, Keep = TimeSpan.FromDays(3) };

    private enum Step
    {
        Visit,
        Ignore,
        Listen,
        Wait,
        Restart,
    }

    [Fact]
    public void Ids_are_stable_bounded_and_silent_when_ignored_and_a_restart_changes_nothing()
    {
        var step = Gen.Frequency((6, Gen.Const(Step.Visit)), (1, Gen.Const(Step.Ignore)), (1, Gen.Const(Step.Listen)), (2, Gen.Const(Step.Wait)), (1, Gen.Const(Step.Restart)));
        Gen.Select(step, Gen.Int[0, People - 1], Gen.Int[0, 3]).Array[1, 40].Sample(Check, iter: 60, threads: 1);
    }

    private static void Check((Step Step, int Person, int View)[] steps)
    {
        using var restarting = new UnknownStage(Options);
        using var steady = new UnknownStage(Options);
        Dictionary<string, string> twin = [];
        Dictionary<int, (string Id, bool IsIgnored)> truth = [];
        foreach (var (step, person, view) in steps)
        {
            switch (step)
            {
                case Step.Visit:
                    Visit(person, view);
                    break;
                case Step.Ignore or Step.Listen when truth.TryGetValue(person, out var known):
                    var isThere = restarting.People.Ignore(known.Id, step == Step.Ignore);
                    Assert.Equal(isThere, steady.People.Ignore(twin[known.Id], step == Step.Ignore));
                    truth[person] = known with { IsIgnored = isThere && step == Step.Ignore };
                    break;
                case Step.Wait:
                    Array.ForEach([restarting, steady], stage =>
                    {
                        stage.Time.Advance(TimeSpan.FromHours(13 * (view + 1)));
                        stage.People.Clusters.Expire();
                    });
                    break;
                case Step.Restart:
                    restarting.Restart();
                    break;
            }

            var list = restarting.People.All();
            Assert.InRange(list.Count, 0, Most);
            Assert.All(list, unknown => Assert.InRange(unknown.Faces, 1, 2));
            Assert.Equal(list.Select(unknown => unknown with { Id = twin[unknown.Id] }), steady.People.All());
        }

        void Visit(int person, int view)
        {
            var look = Strangers.Look(person, view, degrees: 30);
            var (told, alike) = (restarting.Meet(look), steady.Meet(look));
            Assert.Equal(told is null, alike is null);
            var isRemembered = truth.TryGetValue(person, out var known) && restarting.People.All().Any(unknown => unknown.Id == known.Id);
            if (told is null)
            {
                Assert.True(isRemembered && known.IsIgnored);
                return;
            }

            Assert.Equal(FaceEventType.Unknown, told.EventType);
            Assert.True(twin.TryGetValue(told.UnknownId!, out var other) ? other == alike!.UnknownId : twin.TryAdd(told.UnknownId!, alike!.UnknownId!));
            // The same id as before, unless that one was forgotten in between.
            Assert.True(!isRemembered || (known.Id == told.UnknownId && !known.IsIgnored));
            Assert.DoesNotContain(truth, entry => entry.Key != person && entry.Value.Id == told.UnknownId);
            truth[person] = (told.UnknownId!, false);
        }
    }
}
