namespace FaceRecMqtt.Hailo.Interop.Handles;

/// <summary>A <c>hailo_configured_network_group</c>: a model on a device. It stays there until the device is released.</summary>
/// <param name="value">What the library made.</param>
/// <param name="device">The device.</param>
internal sealed class NetworkGroupHandle(nint value, VDeviceHandle device) : DependentHandle(value, device)
{
    private protected override bool ReleaseOwn() => true;
}
