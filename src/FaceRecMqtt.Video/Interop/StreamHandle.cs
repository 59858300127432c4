using System.Runtime.InteropServices;

namespace FaceRecMqtt.Video.Interop;

/// <summary>Owns one <c>fr_stream</c>.</summary>
internal sealed class StreamHandle() : SafeHandle(IntPtr.Zero, ownsHandle: true)
{
    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        MediaLibrary.fr_stream_free(handle);
        return true;
    }
}
