using System.Globalization;
using FaceRecMqtt.Evaluation.Distance;
using FaceRecMqtt.Faces.Embedding;

namespace FaceRecMqtt.Node.CommandLine.Evaluating;

/// <summary>Writes a distance study as a table.</summary>
internal static class DistanceTable
{
    /// <summary>Writes one model's table.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="name">What the model is called.</param>
    /// <param name="model">The model.</param>
    /// <param name="rows">What was measured.</param>
    public static async Task WriteAsync(TextWriter output, string name, EmbeddingModel model, IReadOnlyList<DistanceRow> rows)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{name} ({model.Id}), threshold {model.Threshold:0.00}, margin {model.Margin:0.00}"));
        await output.WriteLineAsync("  face px  matched  nearest  wrong  mean genuine  max impostor  mean pre_norm");
        foreach (var row in rows)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {row.FacePx,7}  {row.Matched,3}/{row.Probes,-3}  {row.Nearest,3}/{row.Probes,-3}  {row.Wrong,5}  {row.MeanGenuine,12:0.000}  {row.MaxImpostor,12:0.000}  {row.MeanPreNorm,13:0.00}"));
        }
    }
}
