namespace FaceRecMqtt.Onnx.Quantization;

/// <summary>Lowest and highest value of an activation.</summary>
/// <param name="Low">Lowest.</param>
/// <param name="High">Highest, not below <paramref name="Low"/>.</param>
internal readonly record struct ValueRange(float Low, float High)
{
    /// <summary>The range of nothing.</summary>
    public static readonly ValueRange Nothing = new(float.PositiveInfinity, float.NegativeInfinity);

    /// <summary>Whether both ends are numbers.</summary>
    public bool IsFinite => float.IsFinite(Low) && float.IsFinite(High);

    /// <summary>The range that holds values too; not finite where one of them is not.</summary>
    public ValueRange With(ReadOnlySpan<float> values)
    {
        var (low, high) = (Low, High);
        foreach (var value in values)
        {
            // Math.Min and Math.Max hand NaN on.
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return new(low, high);
    }
}
