namespace FaceRecMqtt.Mqtt.Payloads;

/// <summary>Payload of <c>&lt;base&gt;/backend</c>.</summary>
/// <param name="Active">Name of the backend that recognises now; null before the first does.</param>
/// <param name="Policy"><c>fixed</c> or <c>auto</c>.</param>
/// <param name="SwitchingTo">Name of the backend a running switch leads to; null when none runs.</param>
/// <param name="Available">Every configured backend.</param>
public sealed record BackendState(string? Active, string Policy, string? SwitchingTo, IReadOnlyList<AvailableBackend> Available);

/// <summary>One configured backend.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Kind"><c>onnx</c> or <c>hailo</c>.</param>
/// <param name="Model">The recogniser's name; null while unknown.</param>
/// <param name="ModelHash">The recogniser's content hash; null while unknown.</param>
/// <param name="Ready">Whether it can be switched to.</param>
/// <param name="Problem">Why it cannot; null when it can.</param>
public sealed record AvailableBackend(string Name, string Kind, string? Model, string? ModelHash, bool Ready, string? Problem);
