namespace FaceRecMqtt.Hailo.Hef;

/// <summary>Order of a tensor's values as the host writes or reads them.</summary>
public enum HefOrder
{
    /// <summary>Row by row, channels innermost.</summary>
    Nhwc,

    /// <summary>A vector.</summary>
    Nc,

    /// <summary>Row by row, one value a pixel.</summary>
    Nhw,

    /// <summary>A sensor's colour pattern.</summary>
    BayerRgb,

    /// <summary>Boxes of each class, after non-maximum suppression.</summary>
    NmsByClass,

    /// <summary>Luma plane, then U and V in turn.</summary>
    Nv12,

    /// <summary>Luma plane, then V and U in turn.</summary>
    Nv21,

    /// <summary>Luma plane, U plane, V plane.</summary>
    I420,
}
