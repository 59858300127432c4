using System.Runtime.InteropServices;

namespace FaceRecMqtt.Hailo.Interop.Handles;

/// <summary>Owns a <c>hailo_hef</c>.</summary>
/// <param name="hef">What the library made.</param>
internal sealed class HefHandle(nint hef) : SafeHandle(hef, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Reads a HEF; the bytes are copied.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name, for the message.</param>
    /// <exception cref="HailoException">It is no HEF that this library reads.</exception>
    internal static unsafe HefHandle Read(ReadOnlySpan<byte> bytes, string name)
    {
        nint hef = 0;
        fixed (byte* first = bytes)
        {
            HailoRT.hailo_create_hef_buffer(&hef, first, (nuint)bytes.Length).ThrowIfFailed($"Reading {name}");
        }

        return new HefHandle(hef);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => HailoRT.hailo_release_hef(handle) is HailoStatus.Success;
}
