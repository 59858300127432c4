namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

/// <summary>A template that cannot be read (<see cref="IsSyntax"/>) or gives nothing for this message.</summary>
internal sealed class TemplateError(string message, bool isSyntax) : Exception(message)
{
    /// <summary>Whether it could not even be read.</summary>
    public bool IsSyntax { get; } = isSyntax;
}
