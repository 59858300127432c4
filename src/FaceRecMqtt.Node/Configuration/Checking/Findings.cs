using FaceRecMqtt.Node.Configuration.Sources;

namespace FaceRecMqtt.Node.Configuration.Checking;

/// <summary>Collects what is wrong while a configuration is checked.</summary>
/// <param name="whole">Position for what stands nowhere.</param>
/// <param name="problems">What was found so far.</param>
internal sealed class Findings(SourcePosition whole, List<ConfigurationProblem> problems)
{
    private readonly Dictionary<string, SourcePosition> _positions = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => problems;

    /// <summary>Where each given key stands.</summary>
    public IReadOnlyDictionary<string, SourcePosition> Positions => _positions;

    /// <summary>Remembers where a key stands.</summary>
    public void Place(string path, SourcePosition position) => _positions[path] = position;

    /// <summary>Reports a problem at a position.</summary>
    public void Report(SourcePosition position, string path, string message, string? hint = null) =>
        problems.Add(new ConfigurationProblem(position, path, message, hint));

    /// <summary>Reports a problem where the key stands, or the nearest section around it.</summary>
    public void Report(string path, string message, string? hint = null) => Report(Where(path), path, message, hint);

    /// <summary>Whether the key was given by file or environment.</summary>
    public bool IsGiven(string path) => _positions.ContainsKey(path);

    private SourcePosition Where(string path)
    {
        for (var part = path; part.Length > 0; part = part[..Math.Max(0, part.LastIndexOfAny(['.', '[']))])
        {
            if (_positions.TryGetValue(part, out var position))
            {
                return position;
            }
        }

        return whole;
    }
}
