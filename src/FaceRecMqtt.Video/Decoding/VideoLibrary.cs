using System.Runtime.InteropServices;
using FaceRecMqtt.Video.Interop;

namespace FaceRecMqtt.Video.Decoding;

/// <summary>What decodes video here: the shim and the FFmpeg under it.</summary>
/// <param name="FfmpegVersion">FFmpeg's own version text.</param>
/// <param name="Decoders">Those of the asked decoders that FFmpeg has, by its names.</param>
public sealed record VideoLibrary(string FfmpegVersion, IReadOnlyList<string> Decoders)
{
    /// <summary>Loads the library and asks it.</summary>
    /// <param name="decoders">Decoders to ask for, by FFmpeg's names: <c>h264</c>, <c>hevc_v4l2m2m</c>.</param>
    /// <exception cref="MediaException">The library is missing or of another version; the text says what helps.</exception>
    public static VideoLibrary Load(IEnumerable<string> decoders)
    {
        MediaLoader.Require();
        try
        {
            return new VideoLibrary(
                Marshal.PtrToStringUTF8(MediaLibrary.fr_ffmpeg_version()) ?? "of an unknown version",
                [.. decoders.Where(name => MediaLibrary.fr_has_decoder(name) != 0)]);
        }
        catch (EntryPointNotFoundException fault)
        {
            throw new MediaException($"libfacerec_media.so is older than this program; build it again with `make native`. {fault.Message}");
        }
    }
}
