using System.Net;
using System.Net.Sockets;
using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Video.Sources;

/// <summary>Resolves the host of an address before FFmpeg does, because FFmpeg's own look-up cannot be interrupted.</summary>
internal static class HostLookup
{
    /// <returns>Why the host cannot be found; null when it can, or when the address has none.</returns>
    internal static async Task<SourceFailure?> FailureAsync(CameraOptions options, TimeProvider time, CancellationToken stopping)
    {
        if (options.Source is not { Kind: SourceKind.Rtsp or SourceKind.Http, Host: { } host } || IPAddress.TryParse(host, out _))
        {
            return null;
        }

        using var patience = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            await Dns.GetHostAddressesAsync(host, either.Token);
            return null;
        }
        catch (SocketException)
        {
            return new(CameraReason.Unreachable, "its host name cannot be resolved");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new(CameraReason.Unreachable, "the look-up of its host name took too long");
        }
    }
}
