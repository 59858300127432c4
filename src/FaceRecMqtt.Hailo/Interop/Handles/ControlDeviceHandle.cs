using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Handles;

/// <summary>Owns a <c>hailo_device</c> opened for control only.</summary>
/// <param name="device">What the library made.</param>
internal sealed class ControlDeviceHandle(nint device) : SafeHandle(device, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => HailoRT.hailo_release_device(handle) is HailoStatus.Success;
}
