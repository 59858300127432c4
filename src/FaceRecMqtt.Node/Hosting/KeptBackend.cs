using FaceRecMqtt.Node.Configuration;
using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>The backend and the policy people chose while the node ran.</summary>
internal static class KeptBackend
{
    private const string BackendKey = "backend";
    private const string PolicyKey = "policy";

    /// <summary>Name of the backend that is to serve.</summary>
    public static string Chosen(KeptChoices kept, NodeConfiguration configuration) =>
        kept.Read(BackendKey, configuration.ActiveBackend.Name) is { } name && configuration.Backends.Any(backend => backend.Name == name)
            ? name
            : configuration.ActiveBackend.Name;

    /// <summary>Whether the policy is <c>auto</c>.</summary>
    public static bool IsAuto(KeptChoices kept, NodeConfiguration configuration) =>
        kept.Read(PolicyKey, Name(configuration.Policy)) is { } policy ? policy == Name(DecisionPolicy.Auto) : configuration.Policy == DecisionPolicy.Auto;

    /// <summary>Keeps the choice of a backend.</summary>
    public static void Keep(KeptChoices kept, NodeConfiguration configuration, string backend) =>
        kept.Keep(BackendKey, configuration.ActiveBackend.Name, backend);

    /// <summary>Keeps the choice of a policy.</summary>
    public static void KeepPolicy(KeptChoices kept, NodeConfiguration configuration, string policy) =>
        kept.Keep(PolicyKey, Name(configuration.Policy), policy);

    private static string Name(DecisionPolicy policy) => policy == DecisionPolicy.Auto ? "auto" : "fixed";
}
