namespace FaceRecMqtt.Hailo.Interop.Handles;

/// <summary>Owns a <c>hailo_output_vstream</c>.</summary>
/// <param name="value">What the library made.</param>
/// <param name="group">The model it belongs to.</param>
internal sealed class OutputStreamHandle(nint value, NetworkGroupHandle group) : DependentHandle(value, group)
{
    private protected override unsafe bool ReleaseOwn()
    {
        var stream = handle;
        return HailoRT.hailo_release_output_vstreams(&stream, 1) is HailoStatus.Success;
    }
}
