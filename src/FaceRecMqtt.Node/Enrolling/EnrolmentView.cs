using FaceRecMqtt.Mqtt.Payloads;
using FaceRecMqtt.Recognition.Enrolment;

namespace FaceRecMqtt.Node.Enrolling;

/// <summary>One enrolment's place on the display; disposed when the enrolment is over, however it ended.</summary>
internal sealed class EnrolmentView(EnrolmentDisplay display) : IDisposable
{
    /// <summary>The newest state.</summary>
    public EnrollState State { get; private set; } = EnrollState.Idle;

    /// <summary>Shows guidance.</summary>
    public void Show(EnrolmentGuidance guidance)
    {
        State = EnrollStates.Of(guidance);
        if (guidance.IsOver)
        {
            display.End(this);
        }
        else
        {
            display.Go(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => display.Leave(this);
}
