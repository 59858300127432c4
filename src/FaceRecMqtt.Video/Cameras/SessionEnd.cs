namespace FaceRecMqtt.Video.Cameras;

/// <summary>How one connection ended.</summary>
/// <param name="Failure">Why; null when it was stopped from outside.</param>
/// <param name="WasHealthy">Whether it gave pictures for long enough to start the pauses anew.</param>
/// <param name="Finished">Whether the source was meant to end here and did.</param>
internal readonly record struct SessionEnd(SourceFailure? Failure, bool WasHealthy, bool Finished);
