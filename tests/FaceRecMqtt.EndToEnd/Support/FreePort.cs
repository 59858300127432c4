using System.Net;
using System.Net.Sockets;

namespace FaceRecMqtt.EndToEnd.Support;

/// <summary>Ports of the loopback that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>One that was free a moment ago.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
