namespace FaceRecMqtt.Node.Configuration;

/// <summary>A password. It prints as <c>***</c>; only <see cref="Reveal"/> gives the text, to what logs in with it.</summary>
/// <param name="text">The password.</param>
internal sealed class Secret(string text)
{
    /// <summary>What stands in its place wherever it would be shown.</summary>
    public const string Mask = "***";

    /// <summary>The password itself.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public override string ToString() => Mask;
}
