using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Lets the host run the node. What breaks the node stops the host and is kept for whoever started it.</summary>
/// <param name="node">The node; not owned.</param>
/// <param name="lifetime">The host's.</param>
internal sealed class NodeService(FaceNode node, IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>Why the node ended by itself; null while it runs and when it was stopped.</summary>
    public Exception? Fault { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // As services usually do on `systemctl reload`.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _ = node.ReloadAsync(stoppingToken);
        });
        try
        {
            await node.RunAsync(stoppingToken);
        }
        catch (Exception fault)
        {
            Fault = fault;
        }

        lifetime.StopApplication();
    }
}
