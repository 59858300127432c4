namespace FaceRecMqtt.Recognition.Inference;

/// <summary>A backend whose calls fail.</summary>
/// <param name="Backend">Its name.</param>
/// <param name="Problem">Why the last call failed.</param>
/// <param name="For">Since the first failed call began.</param>
public sealed record BackendFailure(string Backend, string Problem, TimeSpan For);
