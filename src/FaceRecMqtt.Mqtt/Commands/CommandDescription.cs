namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>One command as <c>info</c> shows it.</summary>
internal sealed record CommandDescription(string Name, string Text, bool Allowed, IReadOnlyList<ArgumentDescription> Arguments);

/// <summary>One argument as <c>info</c> shows it.</summary>
internal sealed record ArgumentDescription(
    string Name, ArgumentKind Kind, bool Required, double? Min, double? Max, IReadOnlyList<string>? Choices, string Text);
