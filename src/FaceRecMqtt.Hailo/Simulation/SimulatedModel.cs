using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FaceRecMqtt.Hailo.Simulation;

/// <summary>A model for the stand-in device of native/hailort-sim: what a HEF would state, and an ONNX model that computes it.</summary>
/// <param name="Group">Name of the network group, for example <c>arcface_mobilefacenet</c>.</param>
/// <param name="Inputs">Inputs, in the order in which the device tells them.</param>
/// <param name="Outputs">Outputs, in the order in which the device tells them; a HEF's order is not alphabetical.</param>
public sealed record SimulatedModel(string Group, IReadOnlyList<SimulatedLayer> Inputs, IReadOnlyList<SimulatedLayer> Outputs)
{
    private const int FixedSize = 32;
    private const uint FormatVersion = 1;

    /// <summary>Whether it is made for the Hailo-8L, which the Hailo-8 runs too; else for the Hailo-8 alone.</summary>
    public bool IsForHailo8L { get; init; }

    /// <summary>HailoRT version the model says it was made with. Default 4.23.0.</summary>
    public string HailoRTVersion { get; init; } = "4.23.0";

    /// <summary>Frames per second the model says its slowest part reaches. Default 1000.</summary>
    public double FramesPerSecond { get; init; } = 1000;

    /// <summary>The ONNX file; empty: outputs repeat the input's bytes, counted up, which shows what belongs to which frame at no cost.</summary>
    public ReadOnlyMemory<byte> Onnx { get; init; }

    /// <summary>The file the stand-in reads.</summary>
    /// <exception cref="ArgumentException">A name, shape or quantisation cannot be written.</exception>
    public byte[] ToBytes()
    {
        var text = Encoding.UTF8.GetBytes(Header());
        var bytes = new byte[FixedSize + text.Length + Onnx.Length];
        "FRSIMHEF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)text.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), (ulong)Onnx.Length);
        text.CopyTo(bytes, FixedSize);
        Onnx.CopyTo(bytes.AsMemory(FixedSize + text.Length));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), Hash(bytes.AsSpan(FixedSize)));
        return bytes;
    }

    private string Header()
    {
        SimulatedLayer.Check(Group, "group");
        SimulatedLayer.Check(HailoRTVersion, "version");
        if (Inputs.Count == 0 || Outputs.Count == 0 || !(FramesPerSecond > 0))
        {
            throw new ArgumentException($"{Group} needs an input, an output and a speed.");
        }

        var lines = new StringBuilder();
        lines.Append(CultureInfo.InvariantCulture, $"group\t{Group}\nnetwork\t{Group}/{Group}\narchitecture\t{(IsForHailo8L ? "hailo8l" : "hailo8")}\n");
        lines.Append(CultureInfo.InvariantCulture, $"hailort\t{HailoRTVersion}\nfps\t{FramesPerSecond:R}\ncontent\t{(Onnx.IsEmpty ? "echo" : "onnx")}\n");
        lines.AppendJoin("", Inputs.Select(input => input.Line("input"))).AppendJoin("", Outputs.Select(output => output.Line("output")));
        return lines.ToString();
    }

    // FNV-1a, 64 bits: enough against damage, and ten lines in C.
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 0xcbf2_9ce4_8422_2325;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 0x100_0000_01b3;
        }

        return hash;
    }
}
