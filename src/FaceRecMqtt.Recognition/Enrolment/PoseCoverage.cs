namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Which way the head should be turned next, from the poses that were chosen. One thread at a time.</summary>
/// <remarks>
/// Poses count from the first chosen look: a camera above a door sees every head from above. A turn that does not come about within some
/// seconds makes room for the next one: some landmark models hardly see a nod.
/// </remarks>
internal sealed class PoseCoverage
{
    // Degrees: a little more than what makes a look a new one.
    private const int Turn = 12;

    // Further turned heads are hard to recognise; nobody is asked for more.
    private const int Furthest = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    private static readonly EnrolmentStep[] Turns = [EnrolmentStep.TurnLeft, EnrolmentStep.TurnRight, EnrolmentStep.LookUp, EnrolmentStep.LookDown];

    private EnrolmentStep _asked = EnrolmentStep.Looking;
    private TimeSpan _askedSince;

    /// <summary>What to ask for.</summary>
    /// <param name="chosen">Poses of the chosen looks, degrees, signs as in <see cref="Faces.Quality.FaceQuality"/>; the first chosen first.</param>
    /// <param name="now">Time on any steady clock.</param>
    public EnrolmentStep Next(IReadOnlyList<(int Yaw, int Pitch)> chosen, TimeSpan now)
    {
        if (chosen.Count == 0)
        {
            return EnrolmentStep.Looking;
        }

        if (IsOpen(_asked, chosen) && now - _askedSince < Patience)
        {
            return _asked;
        }

        var from = Array.IndexOf(Turns, _asked) + 1;
        (_asked, _askedSince) = (EnrolmentStep.MoveAbout, now);
        for (var i = 0; i < Turns.Length; i++)
        {
            if (IsOpen(Turns[(from + i) % Turns.Length], chosen))
            {
                return _asked = Turns[(from + i) % Turns.Length];
            }
        }

        return _asked;
    }

    // The nose of a head turned to its own left points to the right edge of the picture: positive yaw.
    private static bool IsOpen(EnrolmentStep turn, IReadOnlyList<(int Yaw, int Pitch)> chosen)
    {
        var (yaw, pitch) = chosen[0];
        return turn switch
        {
            EnrolmentStep.TurnLeft => chosen.All(pose => pose.Yaw < Math.Min(yaw + Turn, Furthest)),
            EnrolmentStep.TurnRight => chosen.All(pose => pose.Yaw > Math.Max(yaw - Turn, -Furthest)),
            EnrolmentStep.LookUp => chosen.All(pose => pose.Pitch < Math.Min(pitch + Turn, Furthest)),
            EnrolmentStep.LookDown => chosen.All(pose => pose.Pitch > Math.Max(pitch - Turn, -Furthest)),
            _ => false,
        };
    }
}
