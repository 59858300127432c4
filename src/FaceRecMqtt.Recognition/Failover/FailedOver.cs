namespace FaceRecMqtt.Recognition.Failover;

/// <summary>A backend stands in for the one that was chosen.</summary>
/// <param name="From">The chosen one.</param>
/// <param name="To">The one that serves.</param>
/// <param name="Problem">Why the chosen one does not.</param>
public sealed record FailedOver(string From, string To, string Problem);
