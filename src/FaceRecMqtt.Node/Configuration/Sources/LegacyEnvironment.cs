namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>Understands the variables of the earlier installation (INFERENCE_BACKEND and its kin), so that it moves over unchanged.
/// They override the file; FACEREC__ variables override them.</summary>
internal static class LegacyEnvironment
{
    private const string Choice = "INFERENCE_BACKEND";
    private const string RecogniserHef = "HAILO_REC_HEF";

    private static readonly (string Name, string Key)[] ForOnnx =
    [
        ("INSIGHTFACE_MODEL", "pack"), ("INSIGHTFACE_LOCATION", "models_from"), ("FACE_THRESHOLD_INSIGHTFACE", "threshold"),
    ];

    private static readonly (string Name, string Key)[] ForHailo =
    [
        ("HAILO_DET_HEF", "detector_hef"), (RecogniserHef, "recogniser_hef"), ("FACE_THRESHOLD_HAILO", "threshold"),
        ("HAILO_PRE_NORM_THRESHOLD_R50", "pre_norm_low"), ("HAILO_PRE_NORM_THRESHOLD_MOBILEFACENET", "pre_norm_low"),
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
        var backends = new LegacyBackends(root);
        foreach (var (name, key) in ForOnnx.Where(pair => IsGiven(pair.Name)))
        {
            backends.SetOnnx(key, environment[name], PositionOf(name));
        }

        var choice = environment.GetValueOrDefault(Choice, "").Trim().ToLowerInvariant();
        switch (choice)
        {
            case "" or "insightface" or "onnx":
                break;
            case "hailo":
                backends.ChooseHailo(PositionOf(Choice));
                break;
            default:
                problems.Add(new ConfigurationProblem(PositionOf(Choice), "backend", $"`{choice}` is no backend", "set insightface or hailo, or remove the variable"));
                break;
        }

        ApplyHailo();

        void ApplyHailo()
        {
            foreach (var (name, key) in ForHailo.Where(pair => IsGiven(pair.Name)))
            {
                if (!backends.HasHailo)
                {
                    notes.Add(new ConfigurationProblem(PositionOf(name), "", "has no effect: no Hailo backend is configured"));
                }
                else if (IsForThisRecogniser(name))
                {
                    backends.SetHailo(key, environment[name], PositionOf(name));
                }
            }
        }

        // Each recogniser has a gate of its own; the one that is not used is left alone.
        bool IsForThisRecogniser(string name) =>
            !name.StartsWith("HAILO_PRE_NORM_", StringComparison.Ordinal)
            || name.EndsWith("R50", StringComparison.Ordinal) == Recogniser().Contains("r50", StringComparison.OrdinalIgnoreCase);

        string Recogniser() => IsGiven(RecogniserHef) ? environment[RecogniserHef] : backends.Hailo("recogniser_hef") ?? "";

        bool IsGiven(string name) => environment.TryGetValue(name, out var value) && value.Length > 0;
    }

    private static SourcePosition PositionOf(string name) => new($"environment {name}");
}
