using System.Runtime.InteropServices;

namespace FaceRecMqtt.Video.Interop;

/// <summary>Owns one <c>fr_frame</c>.</summary>
internal sealed class FrameHandle() : SafeHandle(IntPtr.Zero, ownsHandle: true)
{
    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        MediaLibrary.fr_frame_free(handle);
        return true;
    }
}
