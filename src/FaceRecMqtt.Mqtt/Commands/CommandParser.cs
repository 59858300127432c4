using System.Text.Json;

namespace FaceRecMqtt.Mqtt.Commands;

/// <summary>Turns a topic's last level and a payload into the arguments of a command; never throws.</summary>
internal static class CommandParser
{
    /// <summary>Reads the arguments.</summary>
    /// <param name="command">What was called.</param>
    /// <param name="pathValue">Further topic level; null for none.</param>
    /// <param name="payload">What was sent.</param>
    /// <param name="into">Receives the values.</param>
    /// <returns>Why they cannot be used; null when they can.</returns>
    public static Refusal? Parse(CommandDefinition command, string? pathValue, CommandPayload payload, Dictionary<string, object> into)
    {
        try
        {
            return (pathValue is not null ? WithPath(command, pathValue, payload, into)
                : payload.Refusal ?? (payload.Json is { } json ? ArgumentReader.Read(command, json, into) : Bare(command, payload, into)))
                ?? Missing(command, into);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Escapes such as a lone \ud800 pass the JSON parser and fail only when the text is asked for.
            return Refusal.BadRequest($"The payload holds text that is no Unicode: {fault.Message}");
        }
    }

    private static Refusal? WithPath(CommandDefinition command, string pathValue, CommandPayload payload, Dictionary<string, object> into)
    {
        if (ArgumentReader.Read(Argument(command, command.PathArgument!), pathValue, into) is { } refusal)
        {
            return refusal;
        }

        if (command.BytesArgument is { } bytes)
        {
            // Also when it is empty: an empty picture is a bad picture, not the wish to do without.
            into[bytes] = payload.Raw;
        }

        return null;
    }

    private static Refusal? Bare(CommandDefinition command, CommandPayload payload, Dictionary<string, object> into) => payload.AsText() switch
    {
        null => Refusal.BadRequest("The payload is neither JSON nor text in UTF-8."),
        "" => null,
        var text when command.BareArgument is { } bare => ArgumentReader.Read(Argument(command, bare), text, into),
        _ => Refusal.BadRequest($"{command.Name} takes a JSON object."),
    };

    private static Refusal? Missing(CommandDefinition command, Dictionary<string, object> given) =>
        command.Arguments.FirstOrDefault(argument => argument.Required && !given.ContainsKey(argument.Name)) is { } missing
            ? Refusal.BadRequest($"{command.Name} needs '{missing.Name}'.")
            : null;

    private static CommandArgument Argument(CommandDefinition command, string name) =>
        command.Arguments.First(argument => argument.Name == name);
}
