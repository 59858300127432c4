namespace FaceRecMqtt.Video.Sources;

/// <summary>How RTSP carries its packets.</summary>
public enum RtspTransport
{
    /// <summary>Inside the RTSP connection: nothing gets lost, works through firewalls.</summary>
    Tcp,

    /// <summary>Separate datagrams: lost ones damage pictures, which are then withheld.</summary>
    Udp,
}
