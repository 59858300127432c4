using FaceRecMqtt.Node.Configuration;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Lets a running node be begun anew with the configuration as it stands then. Safe on any thread.</summary>
/// <param name="read">Reads the configuration.</param>
internal sealed class NodeRestart(Func<ConfigurationResult> read)
{
    private readonly TaskCompletionSource<ConfigurationResult> _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a restart was asked for, with the configuration to begin with.</summary>
    public Task<ConfigurationResult> Requested => _requested.Task;

    /// <summary>The configuration as it stands now.</summary>
    public ConfigurationResult Read() => read();

    /// <summary>Asks for a restart; with mistakes in the configuration nothing happens.</summary>
    /// <returns>What is wrong with the configuration; empty when the restart is under way.</returns>
    public IReadOnlyList<ConfigurationProblem> TryRequest()
    {
        var result = read();
        if (result.Configuration is not null)
        {
            _requested.TrySetResult(result);
        }

        return result.Problems;
    }
}
