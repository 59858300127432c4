namespace FaceRecMqtt.Node.Configuration;

/// <summary>A checked configuration, or everything that is wrong with it.</summary>
/// <param name="Configuration">The configuration; null when there are problems.</param>
/// <param name="Problems">All that is wrong, in the order of the file.</param>
/// <param name="Notes">What is accepted but not used, with its reason; worth a warning in the log.</param>
internal sealed record ConfigurationResult(
    NodeConfiguration? Configuration,
    IReadOnlyList<ConfigurationProblem> Problems,
    IReadOnlyList<ConfigurationProblem> Notes);
