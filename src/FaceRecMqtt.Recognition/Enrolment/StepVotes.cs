namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Makes one word of what looks say one after another. One thread at a time.</summary>
/// <remarks>
/// The step most looks of the last second stand for wins, over the last winner only with half as many again: looks at the border between two
/// verdicts change nothing. Without any look for two seconds nobody is in view.
/// </remarks>
internal sealed class StepVotes
{
    /// <summary>Without a look for so long nobody is in view.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private const float Lead = 1.5f;

    // A camera gives 30 looks a second at most.
    private const int MostVotes = 32;

    private readonly Queue<(TimeSpan At, EnrolmentStep Step)> _votes = new(MostVotes);
    private EnrolmentStep _winner = EnrolmentStep.Looking;
    private TimeSpan _lastVote;

    /// <summary>A look stands for a step; the oldest of too many is forgotten.</summary>
    /// <param name="step">The step.</param>
    /// <param name="now">Since the beginning.</param>
    public void Add(EnrolmentStep step, TimeSpan now)
    {
        if (_votes.Count == MostVotes)
        {
            _votes.Dequeue();
        }

        _votes.Enqueue((now, step));
        _lastVote = now;
    }

    /// <summary>The winner at a moment; <see cref="EnrolmentStep.Looking"/> before the first look.</summary>
    /// <param name="now">Since the beginning.</param>
    public EnrolmentStep Read(TimeSpan now)
    {
        while (_votes.TryPeek(out var oldest) && now - oldest.At > Window)
        {
            _votes.Dequeue();
        }

        if (_votes.Count > 0)
        {
            var counts = _votes.CountBy(vote => vote.Step).OrderByDescending(count => count.Value).ToArray();
            var mayStay = counts.Any(count => count.Key == _winner && count.Value * Lead >= counts[0].Value);
            return _winner = mayStay ? _winner : counts[0].Key;
        }

        return _winner = now - _lastVote >= Silence ? EnrolmentStep.NoFace : _winner;
    }
}
