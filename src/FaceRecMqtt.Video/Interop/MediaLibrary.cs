using System.Runtime.InteropServices;

namespace FaceRecMqtt.Video.Interop;

/// <summary>The functions of libfacerec_media; names as in facerec_media.h.</summary>
internal static partial class MediaLibrary
{
    internal const string Name = "facerec_media";

    /// <summary>The interface this code was written against.</summary>
    internal const int Abi = 1;

    [LibraryImport(Name)]
    internal static partial int fr_abi();

    [LibraryImport(Name)]
    internal static partial IntPtr fr_ffmpeg_version();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int fr_has_decoder(string name);

    [LibraryImport(Name)]
    internal static partial StreamHandle fr_stream_new();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativeStatus fr_stream_open(StreamHandle stream, string url, string? decoder, in NativeOpenOptions options);

    [LibraryImport(Name)]
    internal static partial NativeStatus fr_stream_read(StreamHandle stream, FrameHandle frame, out NativePictureInfo info);

    [LibraryImport(Name)]
    internal static partial NativeStatus fr_stream_rewind(StreamHandle stream);

    [LibraryImport(Name)]
    internal static partial void fr_stream_interrupt(StreamHandle stream);

    [LibraryImport(Name)]
    internal static partial void fr_stream_get_facts(StreamHandle stream, out NativeStreamFacts facts);

    [LibraryImport(Name)]
    internal static partial IntPtr fr_stream_error(StreamHandle stream);

    [LibraryImport(Name)]
    internal static partial void fr_stream_free(IntPtr stream);

    [LibraryImport(Name)]
    internal static partial FrameHandle fr_frame_new();

    [LibraryImport(Name)]
    internal static partial void fr_frame_clear(FrameHandle frame);

    [LibraryImport(Name)]
    internal static partial void fr_frame_free(IntPtr frame);

    [LibraryImport(Name)]
    internal static unsafe partial byte* fr_frame_luma(FrameHandle frame, out int stride);

    [LibraryImport(Name)]
    internal static unsafe partial NativeStatus fr_frame_scale(
        FrameHandle frame, int x, int y, int width, int height, byte* destination, int outWidth, int outHeight, int outStride, int bgr);
}
