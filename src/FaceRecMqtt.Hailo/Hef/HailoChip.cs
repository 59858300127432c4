namespace FaceRecMqtt.Hailo.Hef;

/// <summary>The chips this program can compute on.</summary>
public enum HailoChip
{
    /// <summary>Hailo-8, 26 TOPS.</summary>
    Hailo8,

    /// <summary>Hailo-8L, 13 TOPS.</summary>
    Hailo8L,
}
