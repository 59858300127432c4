namespace FaceRecMqtt.Faces.Alignment;

/// <summary>The shape every recogniser here expects: ArcFace's 112 × 112 px crop, interleaved RGB.</summary>
public static class AlignedFace
{
    /// <summary>Width and height, px.</summary>
    public const int Size = 112;

    /// <summary>Bytes of one crop.</summary>
    public const int Bytes = Size * Size * 3;
}
