using System.Globalization;

namespace FaceRecMqtt.Hailo.Simulation;

/// <summary>How a device holds the numbers of a layer: <c>value = (number − zero) · step</c>.</summary>
/// <param name="ZeroPoint">The number that means 0; not always whole.</param>
/// <param name="Scale">Value of one step, above 0.</param>
/// <param name="Minimum">Least value; lower ones are cut.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="Bits">8 or 16.</param>
public readonly record struct SimulatedQuantisation(float ZeroPoint, float Scale, float Minimum, float Maximum, int Bits = 8)
{
    /// <summary>The finest grid over a range of values that has an exact zero, as the real compiler makes it.</summary>
    /// <param name="minimum">Least value seen.</param>
    /// <param name="maximum">Greatest value seen.</param>
    /// <param name="bits">8 or 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not finite, or <paramref name="bits"/> is another number.</exception>
    public static SimulatedQuantisation Over(float minimum, float maximum, int bits = 8)
    {
        if (!float.IsFinite(minimum) || !float.IsFinite(maximum) || minimum > maximum || bits is not (8 or 16))
        {
            throw new ArgumentOutOfRangeException(nameof(minimum), $"From {minimum} to {maximum} with {bits} bits there is no grid.");
        }

        (minimum, maximum) = (Math.Min(minimum, 0), Math.Max(maximum, 0));
        var steps = (1 << bits) - 1;
        var scale = maximum > minimum ? (maximum - minimum) / steps : 1f;
        var zero = MathF.Round(-minimum / scale);
        return new(zero, scale, -zero * scale, (steps - zero) * scale, bits);
    }

    internal string Fields(string layer) => Bits is 8 or 16 && float.IsFinite(Scale) && Scale > 0 && float.IsFinite(ZeroPoint) && float.IsFinite(Minimum) && Maximum >= Minimum
        ? string.Create(CultureInfo.InvariantCulture, $"bits={Bits}\tzp={ZeroPoint:R}\tscale={Scale:R}\tmin={Minimum:R}\tmax={Maximum:R}")
        : throw new ArgumentException($"The quantisation of {layer} is impossible: {this}.");
}
