namespace FaceRecMqtt.Node.Configuration;

/// <summary>A password. It prints as <c>***</c>; only <see cref="Reveal"/> gives the text, to what logs in with it.</summary>
/// <param name="text">The password.</param>
internal sealed class Secret(string text) : IEquatable<Secret>
{
    /// <summary>What stands in its place wherever it would be shown.</summary>
    public const string Mask = "***";

    /// <summary>The password itself.</summary>
    public string Reveal() => text;

    /// <inheritdoc/>
    public override string ToString() => Mask;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && string.Equals(text, other.Reveal(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);
}
