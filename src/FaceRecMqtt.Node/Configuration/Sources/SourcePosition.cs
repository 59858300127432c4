using System.Globalization;

namespace FaceRecMqtt.Node.Configuration.Sources;

/// <summary>Where a setting stands.</summary>
/// <param name="Origin">File name as the user gave it, or <c>environment NAME</c>.</param>
/// <param name="Line">Line from 1; 0 where there are no lines.</param>
/// <param name="Column">Column from 1; 0 where there are no lines.</param>
internal sealed record SourcePosition(string Origin, int Line = 0, int Column = 0)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Line == 0 ? Origin : string.Create(CultureInfo.InvariantCulture, $"{Origin}:{Line}:{Column}");
}
