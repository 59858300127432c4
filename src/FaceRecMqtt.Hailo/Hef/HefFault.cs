namespace FaceRecMqtt.Hailo.Hef;

/// <summary>Why a HEF cannot be used.</summary>
public enum HefFault
{
    /// <summary>The file cannot be opened or read.</summary>
    NotReadable,

    /// <summary>It is no HEF, or of a kind this program does not know.</summary>
    NotSupported,

    /// <summary>It is a HEF that was cut off or changed.</summary>
    Damaged,
}
