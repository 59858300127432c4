using FaceRecMqtt.Video.Cameras;

namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>A camera's section in the words of Video.</summary>
internal static class CameraMapping
{
    /// <summary>How the camera is read.</summary>
    public static CameraOptions ToOptions(this CameraSection section) => new()
    {
        Name = section.Name,
        Source = section.Source,
        Enabled = section.Enabled,
        Transport = section.Transport,
        ConnectTimeout = section.ConnectTimeout,
        StallTimeout = section.StallTimeout,
        Loop = section.Loop,
        PictureInterval = section.PictureInterval,
        Decoder = section.Decoder,
        DecoderThreads = section.Threads,
    };
}
