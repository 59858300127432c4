using FaceRecMqtt.Onnx.Packs;

namespace FaceRecMqtt.Onnx.SelfTest;

/// <summary>The inputs a model may want when the manifest's is wrong, and what is to be said when one of them is right.</summary>
internal static class InputGuesses
{
    // ArcFace's two, a unit range, and a model that normalises itself.
    private static readonly (float Mean, float Scale)[] Usual = [(127.5f, 1 / 127.5f), (127.5f, 1 / 128f), (0, 1 / 255f), (0, 1)];

    /// <summary>Inputs to try: the colours exchanged first, then the usual means and scales in both colour orders.</summary>
    /// <param name="stated">What the manifest states.</param>
    internal static IEnumerable<InputFormat> For(InputFormat stated)
    {
        yield return stated with { Color = Other(stated.Color) };
        foreach (var color in (InputColor[])[stated.Color, Other(stated.Color)])
        {
            foreach (var (mean, scale) in Usual)
            {
                yield return stated with { Color = color, Mean = mean, Scale = scale };
            }
        }
    }

    /// <summary>What is wrong with the manifest when the model wants another input.</summary>
    /// <param name="stated">What the manifest states.</param>
    /// <param name="wanted">What reproduces the reference.</param>
    internal static string Describe(InputFormat stated, InputFormat wanted)
    {
        var problems = new List<string>();
        if (stated.Color != wanted.Color)
        {
            problems.Add($"channel order swapped: the manifest says {Name(stated.Color)}, the model wants {Name(wanted.Color)}");
        }

        if ((stated.Mean, stated.Scale) != (wanted.Mean, wanted.Scale))
        {
            problems.Add($"{Normalisation(stated, wanted)}: the manifest says {Formula(stated)}, the model wants {Formula(wanted)}");
        }

        return string.Join("; ", problems);
    }

    private static string Normalisation(InputFormat stated, InputFormat wanted)
    {
        if (IsNothing(wanted))
        {
            return "normalised twice (mean and scale applied to an input that the model normalises itself)";
        }

        if (IsNothing(stated))
        {
            return "not normalised";
        }

        // ((x − m)·s − m)·s = (x − m − m/s)·s²
        var twice = wanted with { Mean = wanted.Mean + (wanted.Mean / wanted.Scale), Scale = wanted.Scale * wanted.Scale };
        return IsNear(stated.Mean, twice.Mean) && IsNear(stated.Scale, twice.Scale)
            ? "normalised twice (mean and scale applied to an input that was normalised already)"
            : "mean and scale are wrong";
    }

    private static InputColor Other(InputColor color) => color == InputColor.Rgb ? InputColor.Bgr : InputColor.Rgb;

    private static bool IsNothing(InputFormat format) => (format.Mean, format.Scale) == (0, 1);

    private static bool IsNear(float value, float other) => MathF.Abs(value - other) <= 0.02f * MathF.Abs(other);

    private static string Name(InputColor color) => color == InputColor.Rgb ? "RGB" : "BGR";

    private static string Formula(InputFormat format) => IsNothing(format) ? "x" : $"(x - {format.Mean:0.###}) * {format.Scale:0.######}";
}
