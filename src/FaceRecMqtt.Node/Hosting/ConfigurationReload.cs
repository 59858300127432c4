using FaceRecMqtt.Node.Configuration;
using Microsoft.Extensions.Logging;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Reads the configuration again and applies what can be applied to a running node: its cameras.</summary>
/// <param name="started">What the node was started with.</param>
/// <param name="restart">Reads the configuration.</param>
/// <param name="cameras">The cameras.</param>
/// <param name="applied">Is told the configuration in force afterwards.</param>
/// <param name="logger">Log.</param>
internal sealed class ConfigurationReload(
    NodeConfiguration started, NodeRestart restart, CameraSet cameras, Action<NodeConfiguration> applied, ILogger logger)
{
    /// <summary>Does it.</summary>
    public async Task<ReloadResult> RunAsync(CancellationToken cancellation)
    {
        var result = restart.Read();
        if (result.Configuration is not { } now)
        {
            Log.ReloadRefused(logger, string.Join("; ", result.Problems));
            return new ReloadResult.Refused(result.Problems);
        }

        var changes = await cameras.ApplyAsync(now.Cameras, cancellation);
        applied(started with { Cameras = now.Cameras, Positions = now.Positions });
        var waiting = ConfigurationDifference.Between(started with { Cameras = now.Cameras }, now);
        Log.Reloaded(logger, changes.Added.Count, changes.Removed.Count, changes.Changed.Count, waiting.Count);
        return new ReloadResult.Applied(changes, waiting);
    }
}
