using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace FaceRecMqtt.Tests.Hailo.Support;

/// <summary>Writes models the stand-in runs without a network: number i of each output is byte i of the input plus i, modulo 256, dequantised.</summary>
internal static class StandInHef
{
    public const int DetectorSide = 64;
    public const float EdgeScale = 0.02f, PointScale = 0.026f, PointZero = 121f, EmbeddingScale = 0.0167389177f, EmbeddingZero = 144f;

    public static string Recogniser(string folder, string name = "arcface_mobilefacenet", string architecture = "hailo8") => Write(
        Path.Combine(folder, $"{name}.hef"),
        name,
        architecture,
        $"input\tname={name}/input_layer1\tshape=112x112x3\tbits=8\tzp=0\tscale=1\tmin=0\tmax=255",
        Line($"output\tname={name}/fc1\tshape=1x1x512\torder=NC\tbits=8\tzp={EmbeddingZero}\tscale={EmbeddingScale}\tmin=-2.41\tmax=1.858"));

    /// <summary>Names that sort otherwise than their roles, and an order in the file that is neither.</summary>
    public static string Detector(string folder, string name = "scrfd_2_5g", string architecture = "hailo8")
    {
        List<string> lines = [$"input\tname={name}/input_layer1\tshape={DetectorSide}x{DetectorSide}x3\tbits=8\tzp=0\tscale=1\tmin=0\tmax=255"];
        foreach (var (grid, boxes, scores, points) in new[] { (8, "conv43", "conv42", "conv44"), (2, "conv56", "conv55", "conv57"), (4, "conv50", "conv49", "conv51") })
        {
            lines.Add(Line($"output\tname={name}/{boxes}\tshape={grid}x{grid}x8\tbits=8\tzp=4\tscale={EdgeScale}\tmin=-1\tmax=6"));
            lines.Add(Line($"output\tname={name}/{scores}\tshape={grid}x{grid}x2\tbits=8\tzp=0\tscale={1 / 255.0:R}\tmin=0\tmax=1"));
            lines.Add(Line($"output\tname={name}/{points}\tshape={grid}x{grid}x20\tbits=8\tzp={PointZero}\tscale={PointScale}\tmin=-4\tmax=4"));
        }

        return Write(Path.Combine(folder, $"{name}.hef"), name, architecture, [.. lines]);
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);

    private static string Write(string path, string group, string architecture, params string[] layers)
    {
        var text = Encoding.UTF8.GetBytes(string.Join('\n', (string[])[$"group\t{group}", $"network\t{group}/{group}", $"architecture\t{architecture}", "fps\t3000", "content\techo", .. layers]) + "\n");
        var hash = 0xcbf29ce484222325u;
        foreach (var value in text)
        {
            hash = unchecked((hash ^ value) * 0x100000001b3u);
        }

        var file = new byte[32 + text.Length];
        "FRSIMHEF"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), (uint)text.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(24), hash);
        text.CopyTo(file, 32);
        File.WriteAllBytes(path, file);
        return path;
    }
}
