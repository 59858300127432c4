namespace FaceRecMqtt.Onnx.Graph;

/// <summary>What is done to every model file when its pack is installed; the result computes the same.</summary>
internal static class InstallRewrite
{
    /// <summary>Raised with every change of what the rewrite makes, so that packs are installed anew.</summary>
    public const int Version = 1;

    /// <summary>Rewrites a model.</summary>
    /// <param name="file">The published file; stays as it is.</param>
    /// <returns>The model and what was changed in it.</returns>
    /// <exception cref="GraphFormatException">The file is no ONNX model, damaged, or keeps its weights elsewhere.</exception>
    public static (OnnxModel Model, RewriteCounts Counts) Apply(ReadOnlyMemory<byte> file)
    {
        var model = OnnxModel.Read(file);
        var flushed = DenormalFlush.Apply(model.Graph, out var weights);
        model.Graph = PReluRewrite.Apply(flushed, out var nodes);
        return (model, new(weights, nodes));
    }
}
