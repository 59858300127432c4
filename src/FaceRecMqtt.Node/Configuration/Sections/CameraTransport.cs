namespace FaceRecMqtt.Node.Configuration.Sections;

/// <summary>How RTSP carries the video.</summary>
internal enum CameraTransport
{
    /// <summary>Inside the RTSP connection; nothing is lost.</summary>
    Tcp,

    /// <summary>In datagrams; less delay on a good network.</summary>
    Udp,
}
