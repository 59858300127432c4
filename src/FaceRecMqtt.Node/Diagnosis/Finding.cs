namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>What one check of the doctor found.</summary>
/// <param name="Verdict">How it came out.</param>
/// <param name="Subject">What was looked at, a word or two.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Cure">What helps; null when nothing is to be done.</param>
internal sealed record Finding(Verdict Verdict, string Subject, string Text, string? Cure = null)
{
    /// <summary>As it should be.</summary>
    public static Finding Ok(string subject, string text) => new(Verdict.Ok, subject, text);

    /// <summary>It works, but something is lost.</summary>
    public static Finding Warn(string subject, string text, string? cure = null) => new(Verdict.Warn, subject, text, cure);

    /// <summary>It does not work.</summary>
    public static Finding Fail(string subject, string text, string? cure = null) => new(Verdict.Fail, subject, text, cure);
}
