namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Payload of <c>&lt;base&gt;/enroll/state</c>: where guided enrolment stands.</summary>
/// <param name="Step">What to do, in snake_case (<c>turn_left</c>); <c>idle</c>, <c>done</c> or <c>refused</c> when nobody is being learned.</param>
/// <param name="Person">Whose name is learned; null while idle.</param>
/// <param name="Camera">Camera that is looked through; null while idle or while several are.</param>
/// <param name="Samples">Looks chosen so far; when done, samples stored.</param>
/// <param name="Wanted">Looks asked for; 0 while idle.</param>
/// <param name="Text">One sentence for people: what to do, or what became of it.</param>
/// <param name="Reason">Error code of a refusal, as commands give it (<c>looks_like_other</c>); null otherwise.</param>
public sealed record EnrollState(string Step, string? Person, string? Camera, int Samples, int Wanted, string Text, string? Reason)
{
    /// <summary>Nobody is being learned.</summary>
    public static EnrollState Idle { get; } = new("idle", null, null, 0, 0, "Nobody is being learned.", null);
}
