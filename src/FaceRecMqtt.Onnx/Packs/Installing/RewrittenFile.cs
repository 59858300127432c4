using System.Numerics.Tensors;
using FaceRecMqtt.Onnx.Graph;

namespace FaceRecMqtt.Onnx.Packs.Installing;

/// <summary>Writes the rewritten copy of a published model and makes sure that it computes the same.</summary>
internal static class RewrittenFile
{
    private const float LeastCosine = 0.9999f;
    private const float MostLengthError = 0.001f;
    private const long LargestModel = Sources.ArchiveFiles.MaxFileBytes;

    /// <summary>Writes the copy.</summary>
    /// <param name="published">The published file.</param>
    /// <param name="target">Where the copy goes: rewritten, or byte for byte where that would compute something else.</param>
    /// <param name="format">The model's input.</param>
    /// <returns>Null, or why the published file was kept.</returns>
    /// <exception cref="PackException">The published file is no usable ONNX model.</exception>
    public static string? Write(string published, string target, InputFormat format)
    {
        var name = Path.GetFileName(published);
        try
        {
            var (model, _) = InstallRewrite.Apply(FileBytes.Read(published, LargestModel));
            using var stream = FileBytes.Create(target);
            model.WriteTo(stream);
            stream.Flush(flushToDisk: true);
        }
        catch (GraphFormatException fault)
        {
            throw new PackException(PackFault.Refused, $"{name}: {fault.Message}", fault);
        }

        var expected = Outputs(published, format);
        if (TryOutputs(target, format) is { } outputs && IsSame(expected, outputs))
        {
            return null;
        }

        FileBytes.Write(target, FileBytes.Read(published, LargestModel));
        return $"{name}: its rewritten copy computed something else, so it is used as published, which is slower";
    }

    private static float[][] Outputs(string path, InputFormat format)
    {
        // Any picture shows a difference; noise excites every channel.
        var pixels = new byte[format.Width * format.Height * 3];
        new Random(1).NextBytes(pixels);
        using var model = new PlainModel(path, format);
        return model.Run(pixels);
    }

    private static float[][]? TryOutputs(string path, InputFormat format)
    {
        try
        {
            return Outputs(path, format);
        }
        catch (PackException)
        {
            return null;
        }
    }

    private static bool IsSame(float[][] expected, float[][] found) => expected.Length == found.Length && expected.Zip(found).All(pair => IsSame(pair.First, pair.Second));

    private static bool IsSame(float[] expected, float[] found)
    {
        if (expected.AsSpan().SequenceEqual(found))
        {
            return true;
        }

        var length = TensorPrimitives.Norm<float>(expected);
        return expected.Length == found.Length
            && TensorPrimitives.CosineSimilarity<float>(expected, found) >= LeastCosine
            && MathF.Abs(TensorPrimitives.Norm<float>(found) - length) <= MostLengthError * length;
    }
}
