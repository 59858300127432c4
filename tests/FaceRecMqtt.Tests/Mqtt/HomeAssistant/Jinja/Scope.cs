namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant.Jinja;

/// <summary>What an expression sees while it is evaluated.</summary>
/// <param name="Variables">By name.</param>
/// <param name="Warn">Told of what is read and not there.</param>
internal sealed record Scope(IReadOnlyDictionary<string, object?> Variables, Action<string> Warn)
{
    public object? Variable(string name) => Variables.TryGetValue(name, out var value) ? value : new Undefined($"'{name}' is undefined");

    public static object? Member(object? of, object? key) => of switch
    {
        Undefined nothing => throw new TemplateError(nothing.Why, isSyntax: false),
        IReadOnlyDictionary<string, object?> map when key is string name => map.TryGetValue(name, out var value) ? value : new Undefined($"'dict object' has no attribute '{name}'"),
        IReadOnlyList<object?> list when key is long at && at >= 0 && at < list.Count => list[(int)at],
        _ => new Undefined($"'{(of is null ? "None" : of.GetType().Name)}' has no attribute '{key}'"),
    };

    /// <summary>Whether Python takes a value as true.</summary>
    public bool IsTrue(object? value)
    {
        if (value is Undefined nothing)
        {
            Warn(nothing.Why);
            return false;
        }

        return value switch
        {
            null or false or "" or 0L or 0.0 => false,
            IReadOnlyCollection<KeyValuePair<string, object?>> map => map.Count > 0,
            IReadOnlyCollection<object?> list => list.Count > 0,
            _ => true,
        };
    }
}
