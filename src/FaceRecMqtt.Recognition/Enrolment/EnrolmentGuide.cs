using FaceRecMqtt.Recognition.Gallery;

namespace FaceRecMqtt.Recognition.Enrolment;

/// <summary>Tells a person before a camera what to do, from the looks they give. Safe on any thread; tells in order.</summary>
internal sealed class EnrolmentGuide : IDisposable
{
    // Mean brightness below which a face that could not be used is called dark; a dark face that can be used is not.
    private const float Dark = 0.2f;

    // Degrees: from here on the turned head is what makes a look useless.
    private const int TurnedAway = 40;

    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);

    // What is shown can be read before it changes.
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Action<EnrolmentGuidance> _tell;
    private readonly long _begun;
    private readonly StepVotes _votes = new();
    private readonly PoseCoverage _coverage = new();
    private readonly ITimer _pulse;
    private IReadOnlyList<(int Yaw, int Pitch)> _poses = [];
    private EnrolmentGuidance _current;
    private TimeSpan _shownSince;
    private bool _isOver;

    /// <summary>Begins with asking to look at the camera.</summary>
    /// <param name="name">Whose name is learned.</param>
    /// <param name="camera">Camera it looks through; null for several.</param>
    /// <param name="wanted">Looks asked for, at least 1.</param>
    /// <param name="tell">Is told the first guidance and every change; returns at once.</param>
    /// <param name="time">Clock.</param>
    public EnrolmentGuide(PersonName name, string? camera, int wanted, Action<EnrolmentGuidance> tell, TimeProvider time)
    {
        (_tell, _time, _begun) = (tell, time, time.GetTimestamp());
        _current = new EnrolmentGuidance(EnrolmentStep.Looking, name.Text, camera, 0, wanted, GuideText.Of(EnrolmentStep.Looking));
        tell(_current);
        _pulse = time.CreateTimer(_ => Change(() => { }), null, Pulse, Pulse);
    }

    /// <summary>It goes on with one camera alone.</summary>
    public void Settle(string camera) => Change(() => _current = _current with { Camera = camera });

    /// <summary>A look was judged.</summary>
    /// <param name="look">The look.</param>
    /// <param name="verdict">What became of it.</param>
    /// <param name="poses">Poses of the looks chosen so far, degrees; the first chosen first.</param>
    public void See(KeptLook look, LookVerdict verdict, IReadOnlyList<(int Yaw, int Pitch)> poses) => Change(() =>
    {
        _poses = poses;
        _votes.Add(Step(look, verdict), Elapsed);
    });

    /// <summary>It is over; nothing is told after this.</summary>
    public void End(LiveEnrolmentResult result)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
            _current = result switch
            {
                LiveEnrolmentResult.Enrolled done => _current with
                {
                    Step = EnrolmentStep.Done,
                    Samples = done.Samples,
                    Text = GuideText.Done(done.Person.Name, done.Samples, done.Asked),
                },
                LiveEnrolmentResult.Refused refused => _current with { Step = EnrolmentStep.Refused, Text = refused.Why.Text, Refusal = refused.Why },
                _ => throw new InvalidOperationException($"No such outcome: {result.GetType().Name}."),
            };
            _tell(_current);
        }
    }

    /// <summary>Nothing is told after this.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        _pulse.Dispose();
    }

    private TimeSpan Elapsed => _time.GetElapsedTime(_begun);

    private void Change(Action change)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            var before = _current;
            change();
            var now = Elapsed;
            var step = Due(now);
            if (step != before.Step && now - _shownSince >= Hold)
            {
                _shownSince = now;
                _current = _current with { Step = step, Text = GuideText.Of(step) };
            }

            _current = _current with { Samples = Math.Min(_poses.Count, _current.Wanted) };
            if (_current != before)
            {
                _tell(_current);
            }
        }
    }

    // Good looks all stand for one step: which turn they are asked for follows from what was chosen.
    private EnrolmentStep Due(TimeSpan now) =>
        _votes.Read(now) is var step && (step != EnrolmentStep.Looking || _current.Wanted == 1) ? step : _coverage.Next(_poses, now);

    private static EnrolmentStep Step(KeptLook look, LookVerdict verdict) => verdict switch
    {
        LookVerdict.Crowded or LookVerdict.SomeoneElse => EnrolmentStep.SeveralFaces,
        LookVerdict.TooSmall => EnrolmentStep.TooFar,
        LookVerdict.TooBlurred or LookVerdict.LowPreNorm when look.Brightness < Dark => EnrolmentStep.TooDark,
        LookVerdict.TooBlurred or LookVerdict.LowPreNorm when Math.Max(Math.Abs(look.Quality.Yaw), Math.Abs(look.Quality.Pitch)) >= TurnedAway =>
            EnrolmentStep.LookStraight,
        LookVerdict.TooBlurred => EnrolmentStep.TooBlurred,
        LookVerdict.LowPreNorm => EnrolmentStep.Unclear,
        _ => EnrolmentStep.Looking,
    };
}
