using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace FaceRecMqtt.Node.Hosting;

/// <summary>Tells systemd that the program is ready and that it stops. A restart of the node within the program is neither.</summary>
internal static class SystemdNotice
{
    private static readonly SystemdNotifier Notifier = new();

    /// <summary>Follows a host; nothing happens where no service manager asked to be told.</summary>
    /// <param name="lifetime">The host's.</param>
    /// <param name="restart">Has ended when the host stops only to begin anew.</param>
    public static void Follow(IHostApplicationLifetime lifetime, Task restart)
    {
        if (!Notifier.IsEnabled)
        {
            return;
        }

        lifetime.ApplicationStarted.Register(() => Notifier.Notify(ServiceState.Ready));
        lifetime.ApplicationStopping.Register(() =>
        {
            if (!restart.IsCompleted)
            {
                Notifier.Notify(ServiceState.Stopping);
            }
        });
    }
}
