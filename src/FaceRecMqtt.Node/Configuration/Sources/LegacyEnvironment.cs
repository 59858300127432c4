namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>Understands the variables of the earlier installation (INFERENCE_BACKEND and its kin), so that it moves over unchanged.
/// They override the file; FACEREC__ variables override them.</summary>
internal static class LegacyEnvironment
{
    // They concern the NPU; a node without a Hailo backend has nothing to apply them to.
    private static readonly string[] HailoOnly =
    [
        "HAILO_DET_HEF", "HAILO_REC_HEF", "FACE_THRESHOLD_HAILO",
        "HAILO_PRE_NORM_THRESHOLD_R50", "HAILO_PRE_NORM_THRESHOLD_MOBILEFACENET",
    ];

    /// <summary>Adds and replaces values.</summary>
    /// <param name="root">The file's nodes; changed.</param>
    /// <param name="environment">All variables.</param>
    /// <param name="problems">Receives values that cannot be obeyed.</param>
    /// <param name="notes">Receives variables that have no effect.</param>
    public static void Apply(
        SourceSection root,
        IReadOnlyDictionary<string, string> environment,
        List<ConfigurationProblem> problems,
        List<ConfigurationProblem> notes)
    {
        SetFirstBackend("INSIGHTFACE_MODEL", "pack");
        SetFirstBackend("INSIGHTFACE_LOCATION", "models_from");
        SetFirstBackend("FACE_THRESHOLD_INSIGHTFACE", "threshold");
        if (environment.TryGetValue("INFERENCE_BACKEND", out var backend) && backend.Trim().ToLowerInvariant() is not ("" or "insightface" or "onnx"))
        {
            problems.Add(new ConfigurationProblem(
                new SourcePosition("environment INFERENCE_BACKEND"),
                "backend",
                "this version recognises on the CPU only",
                "set INFERENCE_BACKEND=insightface or remove the variable"));
        }

        foreach (var name in HailoOnly.Where(environment.ContainsKey))
        {
            notes.Add(new ConfigurationProblem(new SourcePosition($"environment {name}"), "", "has no effect: no Hailo backend is configured"));
        }

        void SetFirstBackend(string name, string key)
        {
            if (environment.TryGetValue(name, out var value) && value.Length > 0)
            {
                var position = new SourcePosition($"environment {name}");
                SourcePath.TrySet(root, ["backends", "0", key], new SourceValue(position, value), position);
            }
        }
    }
}
