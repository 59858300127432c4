using FaceRecMqtt.Mqtt.Payloads;

namespace FaceRecMqtt.Node.Enrolling;

/// <summary>The one place where guided enrolments are shown (<c>enroll/state</c>). Safe on any thread.</summary>
/// <remarks>
/// The enrolment that began last is shown. Changes are published at most twice a second, the newest always. How one ended stays for a minute (for
/// some seconds when another one still goes on), then nobody is being learned; so nothing is left behind by a restart either.
/// </remarks>
internal sealed class EnrolmentDisplay : IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan EndStays = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndStaysBesideAnother = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<EnrolmentView> _running = [];
    private readonly Action<EnrollState> _publish;
    private readonly TimeProvider _time;
    private readonly ITimer _pace;
    private readonly ITimer _end;
    private EnrollState _shown = EnrollState.Idle;
    private EnrollState? _published;
    private long _publishedAt;
    private bool _isEndShown;

    /// <summary>Shows nothing yet.</summary>
    /// <param name="publish">Publishes a state; returns at once.</param>
    /// <param name="time">Clock.</param>
    public EnrolmentDisplay(Action<EnrollState> publish, TimeProvider time)
    {
        (_publish, _time) = (publish, time);
        _pace = time.CreateTimer(_ => Within(Publish), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _end = time.CreateTimer(_ => Within(ShowRunning), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says that nobody is being learned: what an earlier run left at the broker no longer holds.</summary>
    public void Begin() => Within(() => Show(EnrollState.Idle));

    /// <summary>A place for one enrolment; it is shown from its first state on.</summary>
    public EnrolmentView Open() => new(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        _pace.Dispose();
        _end.Dispose();
    }

    /// <summary>Shows a state of an enrolment that goes on.</summary>
    internal void Go(EnrolmentView view) => Within(() =>
    {
        if (!_running.Contains(view))
        {
            _running.Add(view);
            _isEndShown = false;
        }

        if (_running[^1] == view && !_isEndShown)
        {
            Show(view.State);
        }
    });

    /// <summary>Shows how an enrolment ended.</summary>
    internal void End(EnrolmentView view) => Within(() =>
    {
        var isNewest = _running.Count == 0 || _running[^1] == view;
        _running.Remove(view);
        if (isNewest && !_isEndShown)
        {
            _isEndShown = true;
            Show(view.State);
            _end.Change(_running.Count == 0 ? EndStays : EndStaysBesideAnother, Timeout.InfiniteTimeSpan);
        }
    });

    /// <summary>An enrolment was called off, if it goes on still.</summary>
    internal void Leave(EnrolmentView view) => Within(() =>
    {
        if (_running.Remove(view) && !_isEndShown)
        {
            ShowRunning();
        }
    });

    private void ShowRunning()
    {
        _isEndShown = false;
        Show(_running.Count == 0 ? EnrollState.Idle : _running[^1].State);
    }

    private void Show(EnrollState state)
    {
        _shown = state;
        Publish();
    }

    private void Publish()
    {
        if (_shown == _published)
        {
            return;
        }

        var rest = _published is null ? TimeSpan.Zero : Pace - _time.GetElapsedTime(_publishedAt);
        if (rest > TimeSpan.Zero)
        {
            _pace.Change(rest, Timeout.InfiniteTimeSpan);
            return;
        }

        (_published, _publishedAt) = (_shown, _time.GetTimestamp());
        _publish(_shown);
    }

    private void Within(Action change)
    {
        lock (_gate)
        {
            change();
        }
    }
}
