namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>How the range of an activation is taken from what calibration saw; with 16 bits it is then doubled, so that faces that reach further are not clipped.</summary>
public enum RangeMethod
{
    /// <summary>From the lowest to the highest value: nothing is clipped.</summary>
    MinMax,

    /// <summary>Without the outermost 0.01 %, half of it on each side.</summary>
    Percentile,

    /// <summary>The range with the least squared error, of clipping and rounding together.</summary>
    SquaredError,
}
