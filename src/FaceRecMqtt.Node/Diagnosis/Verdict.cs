namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>How one check came out.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, but something is lost.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}
