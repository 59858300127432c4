using FaceRecMqtt.Video;
using FaceRecMqtt.Video.Decoding;

namespace FaceRecMqtt.Node.Diagnosis;

/// <summary>Whether video can be decoded, and which decoders there are.</summary>
internal static class VideoLibraryCheck
{
    private static readonly string[] Needed = ["h264", "hevc", "mjpeg"];
    private static readonly string[] Hardware = ["h264_v4l2m2m", "hevc_v4l2m2m", "h264_cuvid", "hevc_cuvid", "h264_qsv", "hevc_qsv"];

    /// <summary>Loads the library as the node would.</summary>
    public static Finding Look()
    {
        try
        {
            var library = VideoLibrary.Load([.. Needed, .. Hardware]);
            var missing = Needed.Except(library.Decoders).ToList();
            var hardware = library.Decoders.Intersect(Hardware).ToList();
            var text = $"FFmpeg {library.FfmpegVersion}; decoders {string.Join(", ", library.Decoders.Intersect(Needed))}"
                + (hardware.Count == 0 ? "" : $"; built for hardware: {string.Join(", ", hardware)}");
            return missing.Count == 0
                ? Finding.Ok("video", text)
                : Finding.Warn("video", $"{text}; missing {string.Join(", ", missing)}", "install an FFmpeg with these decoders");
        }
        catch (MediaException fault)
        {
            return Finding.Fail("video", fault.Message, "`make native` in the source folder, or copy libfacerec_media.so beside the program");
        }
    }
}
