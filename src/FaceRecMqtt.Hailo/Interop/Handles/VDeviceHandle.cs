using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Handles;

/// <summary>Owns a <c>hailo_vdevice</c>. What lives on it holds a reference, so it is released after the last of them.</summary>
/// <param name="device">What the library made.</param>
internal sealed class VDeviceHandle(nint device) : SafeHandle(device, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => HailoRT.hailo_release_vdevice(handle) is HailoStatus.Success;
}
