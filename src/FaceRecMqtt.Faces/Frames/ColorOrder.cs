namespace FaceRecMqtt.Faces.Frames;

/// <summary>Order of the three bytes of an interleaved 8-bit pixel.</summary>
public enum ColorOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}
