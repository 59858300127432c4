using System.Globalization;

namespace FaceRecMqtt.Hailo.Simulation;

/// <summary>One input or output of a model for the stand-in device, as a HEF states it, and the ONNX tensor behind it.</summary>
/// <param name="Name">Name of the stream, for example <c>scrfd_2_5g/conv43</c>; unique, at most 127 bytes.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Features">Channels.</param>
public sealed record SimulatedLayer(string Name, int Height, int Width, int Features)
{
    private const int LongestName = 127;

    /// <summary>How the device holds a number. Default: 8 bit, zero 0, step 1, limits 0 to 255, as a picture.</summary>
    public SimulatedQuantisation Quantisation { get; init; } = new(0, 1, 0, 255);

    /// <summary>Name of the ONNX model's input or output; empty for a model without one.</summary>
    public string Tensor { get; init; } = "";

    /// <summary>Whether the ONNX tensor has channels first (<c>[1, C, H, W]</c>); else its numbers lie in the device's own order, height × width × channels.</summary>
    public bool IsChannelsFirst { get; init; }

    /// <summary>Whether the layer is a plain vector (order NC), as an embedding is.</summary>
    public bool IsVector { get; init; }

    /// <summary>Of an input: taken from each number before the model sees it, as normalisation baked into a HEF is. Default 0.</summary>
    public float Mean { get; init; }

    /// <summary>Of an input: what the difference is divided by. Default 1.</summary>
    public float Deviation { get; init; } = 1;

    /// <summary>Of an output: whether a sigmoid follows the model's numbers, as HEFs of SCRFD have it on their scores.</summary>
    public bool IsSigmoid { get; init; }

    /// <summary>The line of the container; see native/hailort-sim/README.md.</summary>
    /// <param name="kind"><c>input</c> or <c>output</c>.</param>
    /// <exception cref="ArgumentException">A name or a size cannot be written.</exception>
    internal string Line(string kind)
    {
        Check(Name, "name");
        if (Tensor.Length > 0)
        {
            Check(Tensor, "tensor");
        }

        if (Height <= 0 || Width <= 0 || Features <= 0 || Deviation == 0 || !float.IsFinite(Mean) || !float.IsFinite(Deviation))
        {
            throw new ArgumentException($"{Name} has the shape {Height}x{Width}x{Features} and the normalisation ({Mean}, {Deviation}); all sizes must be positive.");
        }

        var tensor = Tensor.Length > 0 ? $"\ttensor={Tensor}" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{kind}\tname={Name}\tshape={Height}x{Width}x{Features}\torder={(IsVector ? "NC" : "NHWC")}\t{Quantisation.Fields(Name)}{tensor}\tlayout={(IsChannelsFirst ? "nchw" : "nhwc")}\tmean={Mean:R}\tstd={Deviation:R}\tsigmoid={(IsSigmoid ? 1 : 0)}\n");
    }

    /// <summary>Refuses a text that would break the line it stands on.</summary>
    internal static void Check(string text, string what)
    {
        if (text.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(text) > LongestName || text.AsSpan().ContainsAny('\t', '\n', '\0'))
        {
            throw new ArgumentException($"The {what} \"{text}\" must have 1 to {LongestName} bytes without tabs and line ends.");
        }
    }
}
