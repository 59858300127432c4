using CsCheck;
using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Tests.Node.Publishing;

/// <summary>Any history of cameras and people: what is retained of everybody is the truth at every moment, and visits are told once.</summary>
public sealed class PresenceHistoryTests
{
    private static readonly string[] Names = ["Anna", "Bea", "Čeněk", "李"];
    private static readonly string[] NewNames = ["Anna B.", "Zoë", "Uwe"];
    private static readonly double[] Pauses = [0.4, 3, 3, 8, 15, 31, 70];

    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("HISTORIES") ?? "25", System.Globalization.CultureInfo.InvariantCulture);

    private enum Step
    {
        Appear,
        AppearAgain,
        Decide,
        DecideAgain,
        DecideOnceMore,
        Lose,
        LoseUnheard,
        LoseCamera,
        Enroll,
        Rename,
        Delete,
        Merge,
        MergeAgain,
        Restart,
        Kill,
        Wait,
        WaitAgain,
        Hang,
        SetClock,
    }

    [Theory]
    [InlineData(0, 60, 20)]
    [InlineData(0, 5, 0)]
    [InlineData(4, 60, 12)]
    [InlineData(12, 10, 30)]
    public void The_retained_state_of_everybody_is_the_truth_at_every_moment_and_visits_are_told_once(int arriveAfter, int awayAfter, int visitGap)
    {
        var options = new PresenceSection
        {
            ArriveAfter = TimeSpan.FromSeconds(arriveAfter),
            AwayAfter = TimeSpan.FromSeconds(awayAfter),
            VisitGap = TimeSpan.FromSeconds(visitGap),
        };
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 59], Gen.Int[0, 59]).Array[1, 60].Sample(steps => Play(steps, options), iter: Histories, threads: 1);
    }

    private static void Play((Step Step, int A, int B)[] steps, PresenceSection options)
    {
        using var history = new PresenceHistory(options);
        history.Enroll(Names[0]);
        history.Enroll(Names[1]);
        foreach (var (step, a, b) in steps)
        {
            history.Tick();
            switch (step)
            {
                case Step.Appear or Step.AppearAgain:
                    history.Appear(a);
                    break;
                case Step.Decide or Step.DecideAgain or Step.DecideOnceMore:
                    history.Decide(a, b);
                    break;
                case Step.Lose or Step.LoseUnheard:
                    history.Lose(a, isReported: step == Step.Lose);
                    break;
                case Step.LoseCamera:
                    history.LoseCamera(a);
                    break;
                case Step.Enroll:
                    history.Enroll(Names[a % Names.Length]);
                    break;
                case Step.Rename:
                    history.Rename(a, NewNames[b % NewNames.Length]);
                    break;
                case Step.Delete:
                    history.Delete(a);
                    break;
                case Step.Merge or Step.MergeAgain:
                    history.Merge(a, b);
                    break;
                case Step.Restart or Step.Kill:
                    history.Restart(inForm: step == Step.Restart, a);
                    break;
                case Step.Wait or Step.WaitAgain:
                    history.Wait(TimeSpan.FromSeconds(Pauses[a % Pauses.Length]), isRecognising: true);
                    break;
                case Step.Hang:
                    history.Wait(TimeSpan.FromSeconds(20 + a), isRecognising: false);
                    break;
                case Step.SetClock:
                    history.SetClock(TimeSpan.FromMinutes((a - 30) * 100));
                    break;
            }
        }
    }
}
