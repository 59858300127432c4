namespace FaceRecMqtt.Onnx.Packs;

/// <summary>How a detector's outputs are read.</summary>
public enum DetectorFamily
{
    /// <summary>SCRFD: nine outputs, score, box and five points at strides 8, 16 and 32; the input is letterboxed.</summary>
    Scrfd,

    /// <summary>Ultra-Light-Fast: scores <c>[1, N, 2]</c> and decoded relative boxes <c>[1, N, 4]</c>, no points; the input is stretched.</summary>
    UltraFace,
}
