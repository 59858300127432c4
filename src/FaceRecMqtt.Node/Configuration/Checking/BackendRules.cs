using FaceRecMqtt.Faces.Backends;
using FaceRecMqtt.Node.Configuration.Sections;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>What must hold for backends.</summary>
internal static class BackendRules
{
    private static readonly string[] OnnxOnly = ["pack", "models_from", "threads", "detector_size"];
    private static readonly string[] HailoOnly = ["library", "detector_hef", "recogniser_hef", "pre_norm_low", "pre_norm_high"];

    /// <summary>Checks the backends and makes their paths absolute.</summary>
    public static IReadOnlyList<BackendSection> Apply(NodeConfiguration read, Findings findings, ConfigurationSources surroundings)
    {
        Names.Check("backends", read.Backends.Select(backend => backend.Name), findings);
        if (read.Backends.Count == 0)
        {
            findings.Report("backends", "the list is empty", "leave the key out for one backend named cpu");
        }
        else if (read.Backend is { } active && read.Backends.All(backend => backend.Name != active))
        {
            findings.Report("backend", $"no backend is named `{Shown.Of(active)}`", $"there is: {string.Join(", ", read.Backends.Select(backend => backend.Name))}");
        }

        if (read.Auto.Companion is { } companion && !read.Backends.Any(backend => backend.Name == companion && backend.Kind == BackendKind.Onnx))
        {
            findings.Report("auto.companion", $"no backend of kind onnx is named `{Shown.Of(companion)}`", "name one of backends, or leave the key out");
        }
        else if (read.Policy == DecisionPolicy.Auto && read.Companion is null)
        {
            findings.Report("policy", "auto needs a backend of kind onnx", "add one to backends, or set policy: fixed");
        }

        foreach (var (index, backend) in read.Backends.Index().Where(pair => pair.Item.DetectorSize % 32 is > 0))
        {
            findings.Report(FormattableString.Invariant($"backends[{index}].detector_size"), "not a multiple of 32", $"take {backend.DetectorSize / 32 * 32}");
        }

        foreach (var (index, backend) in read.Backends.Index())
        {
            CheckKeysOfKind(FormattableString.Invariant($"backends[{index}]"), backend, findings);
        }

        return [.. read.Backends.Select(backend => backend with
        {
            // A name has no slash; a path has.
            Pack = backend.Pack.Contains('/', StringComparison.Ordinal) ? surroundings.Absolute(backend.Pack) : backend.Pack,
            ModelsFrom = backend.ModelsFrom is null ? null : surroundings.Absolute(backend.ModelsFrom),
            Library = backend.Library is null ? null : surroundings.Absolute(backend.Library),
            DetectorHef = backend.DetectorHef is null ? null : surroundings.Absolute(backend.DetectorHef),
            RecogniserHef = backend.RecogniserHef is null ? null : surroundings.Absolute(backend.RecogniserHef),
        })];
    }

    private static void CheckKeysOfKind(string path, BackendSection backend, Findings findings)
    {
        var (foreign, kind) = backend.Kind is BackendKind.Hailo ? (OnnxOnly, "onnx") : (HailoOnly, "hailo");
        foreach (var key in foreign.Where(key => findings.IsGiven($"{path}.{key}")))
        {
            findings.Report($"{path}.{key}", $"belongs to backends of kind {kind}", $"leave it out or set kind: {kind}");
        }

        if (backend is { PreNormLow: { } low, PreNormHigh: { } high } && low > high)
        {
            findings.Report($"{path}.pre_norm_high", "is below pre_norm_low", FormattableString.Invariant($"take at least {low}"));
        }
    }
}
