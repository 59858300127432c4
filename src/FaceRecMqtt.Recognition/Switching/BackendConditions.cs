using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Recognition.Switching;

/// <summary>What is known of every configured backend. Safe on any thread.</summary>
internal sealed class BackendConditions
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<BackendChoice> _choices;
    private readonly BackendCondition[] _known;

    public BackendConditions(IReadOnlyList<BackendChoice> choices)
    {
        _choices = choices;
        _known = [.. choices.Select(choice => new BackendCondition(choice.Name, choice.Kind, choice.Model, choice.Problem))];
    }

    /// <summary>The configured backend of a name, or null.</summary>
    public BackendChoice? Choice(string name) => _choices.FirstOrDefault(choice => string.Equals(choice.Name, name, StringComparison.Ordinal));

    /// <summary>A copy of everything.</summary>
    public IReadOnlyList<BackendCondition> All()
    {
        lock (_gate)
        {
            return [.. _known];
        }
    }

    /// <summary>A backend opened and passed its test.</summary>
    public void Works(string name, EmbeddingModel model) => Change(name, condition => condition with { Model = model, Problem = null });

    /// <summary>A backend failed.</summary>
    public void Broke(string name, string problem) => Change(name, condition => condition with { Problem = problem });

    private void Change(string name, Func<BackendCondition, BackendCondition> change)
    {
        lock (_gate)
        {
            var place = Array.FindIndex(_known, condition => condition.Name == name);
            _known[place] = change(_known[place]);
        }
    }
}
