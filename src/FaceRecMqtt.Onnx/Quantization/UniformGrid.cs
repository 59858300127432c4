namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Evenly spaced values that integers stand for: <c>(q − ZeroPoint) · Scale</c>.</summary>
/// <remarks>Source: ONNX, <c>QuantizeLinear</c>: divided by the scale, rounded half to even, saturated. Zero is always met exactly.</remarks>
/// <param name="Scale">Distance of two values, above 0.</param>
/// <param name="ZeroPoint">Integer of zero.</param>
/// <param name="Lowest">Lowest integer.</param>
/// <param name="Highest">Highest integer.</param>
internal readonly record struct UniformGrid(float Scale, long ZeroPoint, long Lowest, long Highest)
{
    /// <summary>Unsigned integers over a range, which is widened to hold zero.</summary>
    /// <param name="range">Lowest and highest value; finite.</param>
    /// <param name="bits">8 or 16.</param>
    public static UniformGrid Asymmetric(ValueRange range, int bits)
    {
        var (low, high) = (Math.Min(range.Low, 0), Math.Max(range.High, 0));
        var steps = (1L << bits) - 1;
        var scale = ((double)high - low) / steps;
        return IsUsable(scale) ? new((float)scale, Math.Clamp((long)Math.Round(-low / scale), 0, steps), 0, steps) : new(1, 0, 0, steps);
    }

    /// <summary>Signed integers around zero; the lowest integer is left out, so that both signs reach equally far.</summary>
    /// <param name="largest">Largest magnitude; finite, at least 0.</param>
    /// <param name="bits">4, 8 or 16.</param>
    public static UniformGrid Symmetric(float largest, int bits)
    {
        var steps = (1L << (bits - 1)) - 1;
        var scale = (double)largest / steps;
        return new(IsUsable(scale) ? (float)scale : 1, 0, -steps, steps);
    }

    /// <summary>The integer nearest to a value.</summary>
    public long Quantise(float value) => (long)Math.Clamp(MathF.Round(value / Scale) + (double)ZeroPoint, Lowest, Highest);

    /// <summary>The value of an integer.</summary>
    public float Dequantise(long integer) => (integer - ZeroPoint) * Scale;

    // Weights that are all zero, or denormal, have no scale that could be divided by.
    private static bool IsUsable(double scale) => float.IsNormal((float)scale);
}
