using System.Text.Json.Nodes;

namespace FaceRecMqtt.Tests.Mqtt.HomeAssistant;

/// <summary>States as the rest of Home Assistant sees them, and every one that was written.</summary>
internal sealed class StateMachine
{
    private readonly Dictionary<string, (string State, JsonObject Attributes)> _states = new(StringComparer.Ordinal);

    /// <summary>Every state written, by entity; null where the entity was removed.</summary>
    public Dictionary<string, List<string?>> Written { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Entities => _states.Keys;

    public (string State, JsonObject Attributes)? Find(string entity) => _states.TryGetValue(entity, out var state) ? state : null;

    /// <summary>Writes a state; an equal one is not written again unless forced.</summary>
    public void Write(string entity, string state, JsonObject attributes, bool force)
    {
        var known = Find(entity);
        if (!force && known is { } last && last.State == state && JsonNode.DeepEquals(last.Attributes, attributes))
        {
            return;
        }

        _states[entity] = (state, attributes);
        Log(entity, state);
    }

    public void Remove(string entity)
    {
        if (_states.Remove(entity))
        {
            Log(entity, null);
        }
    }

    /// <summary>The program ends: nothing of it stays.</summary>
    public void Clear() => _states.Clear();

    private void Log(string entity, string? state)
    {
        if (!Written.TryGetValue(entity, out var all))
        {
            Written[entity] = all = [];
        }

        all.Add(state);
    }
}
