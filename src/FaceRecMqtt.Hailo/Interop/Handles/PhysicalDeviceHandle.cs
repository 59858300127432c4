namespace FaceRecMqtt.Hailo.Interop.Handles;

/// <summary>A <c>hailo_device</c> inside a virtual device, which owns it.</summary>
/// <param name="value">What the library made.</param>
/// <param name="device">The virtual device.</param>
internal sealed class PhysicalDeviceHandle(nint value, VDeviceHandle device) : DependentHandle(value, device)
{
    private protected override bool ReleaseOwn() => true;
}
