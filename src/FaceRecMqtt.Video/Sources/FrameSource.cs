using FaceRecMqtt.Video.Cameras;
using FaceRecMqtt.Video.Decoding;

namespace FaceRecMqtt.Video.Sources;

/// <summary>Chooses the reader for an address.</summary>
internal static class FrameSource
{
    internal static IFrameSource Create(CameraOptions options, FramePool pool, TimeProvider time) => options.Source.Kind switch
    {
        SourceKind.Folder => new FolderSource(options, time),
        SourceKind.Unknown => throw new MediaException(
            $"{options.Source} is of an unknown kind; rtsp, rtsps, http, https, a file, a folder or /dev/video0 can be read."),
        _ => new StreamSource(options, pool, time),
    };
}
