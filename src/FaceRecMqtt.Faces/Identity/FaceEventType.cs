namespace FaceRecMqtt.Faces.Identity;

/// <summary>A transition of a track.</summary>
public enum FaceEventType
{
    /// <summary>The track became a known person.</summary>
    Recognized,

    /// <summary>After enough good looks the track is nobody in the gallery.</summary>
    Unknown,

    /// <summary>The track's identity was corrected.</summary>
    Changed,

    /// <summary>The track ended.</summary>
    Left,
}
